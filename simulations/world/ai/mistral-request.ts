import { NotInWorldError, type WorldReply } from "../exchange.ts";
import { asFields, contentText, type Fields } from "./fields.ts";
import type { AiTask } from "./judge.ts";
import { mistralError, mistralFlaw } from "./mistral-errors.ts";
import { isMistralModel } from "./models.ts";
import { findFlaw, type JsonSchema } from "./schema.ts";

/** A request that Mistral would have accepted. */
export interface MistralRequest {
  readonly model: string;
  readonly task: AiTask;
  readonly maxTokens: number;
}

const KNOWN = new Set(
  (
    "frequency_penalty,max_tokens,messages,metadata,model,n,parallel_tool_calls,prediction,presence_penalty,prompt_mode," +
    "random_seed,reasoning_effort,response_format,safe_prompt,stop,stream,temperature,tool_choice,tools,top_p"
  ).split(","),
);
const RULES = { allRequired: true, forbidden: new Set<string>() };
const ROLES = ["system", "user", "assistant", "tool"];
const MAX_TEMPERATURE = 1.5;

/** Checks a chat completion's body the way Mistral does; an error reply when it would refuse. */
export function readMistralRequest(fields: Fields): MistralRequest | WorldReply {
  const extra = Object.keys(fields).find((name) => !KNOWN.has(name));
  if (extra !== undefined)
    return mistralFlaw("extra_forbidden", [extra], "Extra inputs are not permitted", fields[extra]);
  const missing = ["model", "messages"].find((name) => fields[name] === undefined);
  if (missing !== undefined) return mistralFlaw("missing", [missing], "Field required", null);
  const model = String(fields.model);
  if (!isMistralModel(model)) return mistralError(400, `Invalid model: ${model}`, "invalid_model", "1500");
  const refused = checkNumbers(fields);
  if (refused !== undefined) return refused;
  const texts = readTexts(fields.messages);
  if ("status" in texts) return texts;
  const schema = readSchema(fields.response_format);
  if ("status" in schema) return schema;
  return { model, task: { ...texts, ...schema }, maxTokens: Number(fields.max_tokens ?? Number.POSITIVE_INFINITY) };
}

function checkNumbers(fields: Fields): WorldReply | undefined {
  const { temperature, top_p: share, max_tokens: limit, random_seed: seed, reasoning_effort: effort } = fields;
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= MAX_TEMPERATURE)) {
    const [type, bound] = Number(temperature) < 0 ? ["greater_than_equal", "greater"] : ["less_than_equal", "less"];
    const limit = bound === "less" ? MAX_TEMPERATURE : 0;
    return mistralFlaw(type, ["temperature"], `Input should be ${bound} than or equal to ${limit}`, temperature);
  }
  if (temperature === 0 && share !== undefined && share !== 1)
    return mistralError(400, "top_p must be 1 when using greedy sampling.", "invalid_request_top_p", "3103");
  for (const [name, value] of Object.entries({ max_tokens: limit, random_seed: seed }))
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0))
      return mistralFlaw("greater_than_equal", [name], "Input should be greater than or equal to 0", value);
  if (effort !== undefined && !["none", "high"].includes(String(effort)))
    return mistralFlaw("enum", ["reasoning_effort"], "Input should be 'none' or 'high'", effort);
  if (fields.stream === true) throw new NotInWorldError("its AI does not stream: leave `stream` out");
  return undefined;
}

function readTexts(messages: unknown): Omit<AiTask, "schema"> | WorldReply {
  if (!Array.isArray(messages) || messages.length === 0)
    return mistralError(400, "Conversation must have at least one message", "invalid_request_message_order", "3230");
  const parts = messages.map((message) => ({
    role: String(asFields(message)?.role),
    text: contentText(asFields(message)?.content),
  }));
  const bad = parts.findIndex(({ role, text }) => !ROLES.includes(role) || text === undefined);
  if (bad >= 0)
    return mistralFlaw("union_tag_invalid", ["messages", bad], "Input tag found does not match", messages[bad]);
  const last = parts.at(-1)!.role;
  if (last !== "user" && last !== "tool") {
    const message = `Expected last role User or Tool (or Assistant with prefix True) for serving but got ${last}`;
    return mistralError(400, message, "invalid_request_message_order", "3230");
  }
  const textOf = (wanted: string) =>
    parts
      .filter(({ role }) => role === wanted)
      .map(({ text }) => text)
      .join("\n");
  return { system: textOf("system"), user: textOf("user") };
}

function readSchema(format: unknown): Pick<AiTask, "schema"> | WorldReply {
  const { type, json_schema: definition } = asFields(format) ?? {};
  if (type !== "json_schema")
    throw new NotInWorldError("its AI answers by a schema only: set response_format to a json_schema");
  const { name, schema, strict } = asFields(definition) ?? {};
  const place = ["response_format", "json_schema"];
  if (typeof name !== "string") return mistralFlaw("missing", [...place, "name"], "Field required", definition);
  if (strict !== true) throw new NotInWorldError("its AI follows strict schemas only: set strict to true");
  const flaw = findFlaw(schema as JsonSchema, RULES);
  if (flaw === undefined) return { schema: schema as JsonSchema };
  return mistralError(400, `Invalid schema for response_format: '${flaw.name}'`, "invalid_request_error", "3051");
}
