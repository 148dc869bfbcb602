import { json, NotInWorldError, type WorldReply } from "../exchange.ts";
import { hexOf } from "../hash.ts";
import { asFields, contentText, type Fields } from "./fields.ts";
import type { AiTask } from "./judge.ts";
import { isAnthropicModel } from "./models.ts";
import { findFlaw, type JsonSchema } from "./schema.ts";

/** A request that Anthropic would have accepted. */
export interface MessagesRequest {
  readonly model: string;
  readonly task: AiTask;
  readonly maxTokens: number;
}

const KNOWN = new Set(
  (
    "cache_control,container,context_management,inference_geo,max_tokens,mcp_servers,messages,metadata,model,output_config," +
    "service_tier,stop_sequences,stream,system,thinking,tool_choice,tools"
  ).split(","),
);
/** Sampling parameters; since version 2026-10-21 they are inputs like any other that does not exist. */
const SAMPLING = ["temperature", "top_p", "top_k"];
const NEW_VERSION = "2026-10-21";
const FORBIDDEN = new Set(
  "minimum,maximum,exclusiveMinimum,exclusiveMaximum,multipleOf,minLength,maxLength,maxItems,uniqueItems".split(","),
);
const RULES = { allRequired: false, forbidden: FORBIDDEN };

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  500: "api_error",
  503: "api_error",
  529: "overloaded_error",
};

/** An error in Anthropic's envelope. */
export function anthropicError(status: number, message: string): WorldReply {
  const error = { type: TYPES[status] ?? "api_error", message };
  const headers: Record<string, string> = status === 429 ? { "retry-after": "20" } : {};
  return json(status, { type: "error", error, request_id: `req_standin${hexOf(message, 16)}` }, headers);
}

/** Checks a body of Messages the way Anthropic does; an error reply when it would refuse. */
export function readMessagesRequest(fields: Fields, version: string): MessagesRequest | WorldReply {
  const sampled = SAMPLING.find((name) => fields[name] !== undefined);
  const refused = checkExtras(fields, version, sampled);
  if (refused !== undefined) return refused;
  const missing = ["model", "max_tokens", "messages"].find((name) => fields[name] === undefined);
  if (missing !== undefined) return anthropicError(400, `${missing}: Field required`);
  const { model, max_tokens: maxTokens } = fields;
  if (typeof model !== "string") return anthropicError(400, "model: Input should be a valid string");
  if (!isAnthropicModel(model)) return anthropicError(404, `model: ${model}`);
  if (!Number.isInteger(maxTokens) || Number(maxTokens) < 1) {
    return anthropicError(400, "max_tokens: Input should be greater than or equal to 1");
  }
  if (sampled !== undefined && model.endsWith("-5-5") && fields[sampled] !== 1) {
    return anthropicError(400, `\`${sampled}\` is not supported by this model at other than its default value.`);
  }
  const texts = readTexts(fields);
  if ("status" in texts) return texts;
  const schema = readSchema(fields.output_config);
  if ("status" in schema) return schema;
  return { model, task: { ...texts, ...schema }, maxTokens: Number(maxTokens) };
}

function checkExtras(fields: Fields, version: string, sampled: string | undefined): WorldReply | undefined {
  if (sampled !== undefined && version === NEW_VERSION)
    return anthropicError(400, `${sampled}: Extra inputs are not permitted`);
  const extra = Object.keys(fields).find((name) => !KNOWN.has(name) && !SAMPLING.includes(name));
  if (extra !== undefined) return anthropicError(400, `${extra}: Extra inputs are not permitted`);
  const thinking = asFields(fields.thinking)?.type;
  if (fields.thinking !== undefined && !["enabled", "disabled", "adaptive"].includes(String(thinking))) {
    return anthropicError(400, "thinking.type: Input should be 'enabled', 'disabled' or 'adaptive'");
  }
  if (fields.stream === true) throw new NotInWorldError("its AI does not stream: leave `stream` out");
  return undefined;
}

function readTexts({ messages, system }: Fields): Omit<AiTask, "schema"> | WorldReply {
  if (!Array.isArray(messages) || messages.length === 0)
    return anthropicError(400, "messages: at least one message is required");
  const parts = messages.map((message) => ({
    role: asFields(message)?.role,
    text: contentText(asFields(message)?.content),
  }));
  const bad = parts.findIndex(({ role, text }) => !["user", "assistant"].includes(String(role)) || text === undefined);
  if (bad >= 0)
    return anthropicError(400, `messages.${bad}.role: Input should be 'user' or 'assistant', with content of text`);
  if (parts.at(-1)?.role === "assistant") {
    const message =
      "This model does not support assistant message prefill. The conversation must end with a user message.";
    return anthropicError(400, message);
  }
  const systemText = system === undefined ? "" : contentText(system);
  if (systemText === undefined)
    return anthropicError(400, "system: Input should be a valid string or a list of text blocks");
  return {
    system: systemText,
    user: parts
      .filter(({ role }) => role === "user")
      .map(({ text }) => text)
      .join("\n"),
  };
}

function readSchema(config: unknown): Pick<AiTask, "schema"> | WorldReply {
  const format = asFields(asFields(config)?.format);
  if (format?.type !== "json_schema")
    throw new NotInWorldError("its AI answers by a schema only: set output_config.format to a json_schema");
  const flaw = findFlaw(format.schema as JsonSchema, RULES);
  if (flaw === undefined) return { schema: format.schema as JsonSchema };
  const where = "output_config.format.schema";
  if (flaw.kind === "additionalProperties") {
    return anthropicError(400, `${where}: For 'object' type, 'additionalProperties' must be explicitly set to false`);
  }
  return anthropicError(400, `${where}: property '${flaw.name}' is not supported`);
}
