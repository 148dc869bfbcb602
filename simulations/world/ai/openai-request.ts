import { NotInWorldError, type WorldReply } from "../exchange.ts";
import { asFields, contentText, type Fields } from "./fields.ts";
import type { AiTask } from "./judge.ts";
import { type OpenAiModel, openAiModel } from "./models.ts";
import { openAiError } from "./openai-errors.ts";
import { findFlaw, type JsonSchema, type SchemaFlaw } from "./schema.ts";

/** A request that OpenAI would have accepted. */
export interface ChatRequest {
  readonly model: string;
  readonly task: AiTask;
  readonly maxTokens: number;
}

const KNOWN = new Set(
  (
    "audio,frequency_penalty,logit_bias,logprobs,max_completion_tokens,max_tokens,messages,metadata,modalities,model,n," +
    "parallel_tool_calls,prediction,presence_penalty,prompt_cache_key,reasoning_effort,response_format,safety_identifier,seed," +
    "service_tier,stop,store,stream,stream_options,temperature,tool_choice,tools,top_logprobs,top_p,user,verbosity"
  ).split(","),
);
const EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const FORBIDDEN = new Set([
  "allOf",
  "not",
  "dependentRequired",
  "dependentSchemas",
  "if",
  "then",
  "else",
  "patternProperties",
]);
const RULES = { allRequired: true, forbidden: FORBIDDEN };

/** Checks a chat completion's body the way OpenAI does; an error reply when it would refuse. */
export function readChatRequest(fields: Fields): ChatRequest | WorldReply {
  const unknown = Object.keys(fields).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return openAiError(400, `Unrecognized request argument supplied: ${unknown}`, null, null);
  if (typeof fields.model !== "string") return openAiError(400, "you must provide a model parameter", null, null);
  const model = openAiModel(fields.model);
  if (model === undefined) {
    const message = `The model \`${fields.model}\` does not exist or you do not have access to it.`;
    return openAiError(404, message, null, "model_not_found");
  }
  const refused = checkSampling(fields, model) ?? checkTokens(fields, model);
  if (refused !== undefined) return refused;
  const messages = readMessages(fields.messages);
  if ("status" in messages) return messages;
  const schema = readSchema(fields.response_format);
  if ("status" in schema) return schema;
  const maxTokens = Number(fields.max_completion_tokens ?? fields.max_tokens ?? Number.POSITIVE_INFINITY);
  return { model: fields.model, task: { ...messages, ...schema }, maxTokens };
}

function checkSampling(fields: Fields, { temperature, reasons }: OpenAiModel): WorldReply | undefined {
  const effort = fields.reasoning_effort;
  if (effort !== undefined && !reasons) return unsupportedParameter("reasoning_effort", "");
  if (effort !== undefined && !EFFORTS.includes(String(effort))) {
    const message = `Invalid value: '${effort}'. Supported values are: ${EFFORTS.map((name) => `'${name}'`).join(", ")}.`;
    return openAiError(400, message, "reasoning_effort", "invalid_value");
  }
  const free = temperature === "free" || (temperature === "effort-none" && effort === "none");
  const bent = ["temperature", "top_p"].find(
    (name) => fields[name] !== undefined && fields[name] !== null && fields[name] !== 1,
  );
  if (bent !== undefined && !free) {
    const message = `Unsupported value: '${bent}' does not support ${fields[bent]} with this model. Only the default (1) value is supported.`;
    return openAiError(400, message, bent, "unsupported_value");
  }
  // Whether the newest models take n > 1 is not documented; the world takes the strict side. `seed` is deprecated, not refused.
  if (fields.n !== undefined && fields.n !== 1) {
    return openAiError(
      400,
      `Unsupported value: 'n' does not support ${fields.n} with this model.`,
      "n",
      "unsupported_value",
    );
  }
  if (fields.stream === true) throw new NotInWorldError("its AI does not stream: leave `stream` out");
  return undefined;
}

function checkTokens(fields: Fields, { reasons }: OpenAiModel): WorldReply | undefined {
  if (fields.max_tokens !== undefined && reasons)
    return unsupportedParameter("max_tokens", " Use 'max_completion_tokens' instead.");
  const [name, limit] =
    Object.entries(fields).find(([key]) => key === "max_tokens" || key === "max_completion_tokens") ?? [];
  if (name === undefined || limit === null || (Number.isInteger(limit) && Number(limit) >= 1)) return undefined;
  const message = `Invalid '${name}': integer below minimum value. Expected a value >= 1, but got ${limit} instead.`;
  return openAiError(400, message, name, "integer_below_min_value");
}

function readMessages(messages: unknown): Omit<AiTask, "schema"> | WorldReply {
  if (messages === undefined) {
    return openAiError(400, "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    const message =
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.";
    return openAiError(400, message, "messages", "empty_array");
  }
  const parts = messages.map((message) => ({
    role: asFields(message)?.role,
    text: contentText(asFields(message)?.content),
  }));
  const bad = parts.findIndex(
    ({ role, text }) => !["system", "developer", "user", "assistant"].includes(String(role)) || text === undefined,
  );
  if (bad >= 0) return openAiError(400, `Invalid value for 'messages[${bad}]'.`, `messages[${bad}]`, "invalid_value");
  const textOf = (...roles: string[]) =>
    parts
      .filter(({ role }) => roles.includes(String(role)))
      .map(({ text }) => text)
      .join("\n");
  return { system: textOf("system", "developer"), user: textOf("user") };
}

function readSchema(format: unknown): Pick<AiTask, "schema"> | WorldReply {
  const { type, json_schema: definition } = asFields(format) ?? {};
  if (type !== "json_schema")
    throw new NotInWorldError("its AI answers by a schema only: set response_format to a json_schema");
  const { name, schema, strict } = asFields(definition) ?? {};
  if (typeof name !== "string") {
    const param = "response_format.json_schema.name";
    return openAiError(400, `Missing required parameter: '${param}'.`, param, "missing_required_parameter");
  }
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    const message =
      "Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.";
    return openAiError(400, message, "response_format.json_schema.name", "invalid_value");
  }
  if (strict !== true) throw new NotInWorldError("its AI follows strict schemas only: set strict to true");
  const flaw = findFlaw(schema as JsonSchema, RULES);
  if (flaw === undefined) return { schema: schema as JsonSchema };
  return openAiError(400, `Invalid schema for response_format '${name}': ${wordsFor(flaw)}`, "response_format", null);
}

function wordsFor({ path, kind, name }: SchemaFlaw): string {
  const context = `In context=(${path.map((step) => `'${step}'`).join(", ")}${path.length === 1 ? "," : ""})`;
  if (kind === "additionalProperties")
    return `${context}, 'additionalProperties' is required to be supplied and to be false.`;
  if (kind === "keyword") return `${context}, '${name}' is not permitted.`;
  if (kind === "type") return `schema must be a JSON Schema of 'type: "object"', got 'type: "${name}"'.`;
  return `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${name}'.`;
}

function unsupportedParameter(name: string, advice: string): WorldReply {
  const message = `Unsupported parameter: '${name}' is not supported with this model.${advice}`;
  return openAiError(400, message, name, "unsupported_parameter");
}
