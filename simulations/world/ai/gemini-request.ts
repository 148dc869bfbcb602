import { NotInWorldError, type WorldReply } from "../exchange.ts";
import { asFields, type Fields } from "./fields.ts";
import { geminiError, unknownName } from "./gemini-errors.ts";
import type { AiTask } from "./judge.ts";
import { findFlaw, type JsonSchema } from "./schema.ts";

/** A request that Gemini would have accepted. */
export interface GenerateRequest {
  readonly task: AiTask;
  readonly maxTokens: number;
}

const names = (text: string): ReadonlySet<string> => new Set(text.split(","));
const KNOWN = names("cachedContent,contents,generationConfig,safetySettings,systemInstruction,toolConfig,tools");
const CONFIG = names(
  "candidateCount,enableEnhancedCivicAnswers,frequencyPenalty,logprobs,maxOutputTokens,mediaResolution,presencePenalty," +
    "responseJsonSchema,responseLogprobs,responseMimeType,responseModalities,responseSchema,seed,speechConfig,stopSequences," +
    "temperature,thinkingConfig,topK,topP",
);
const THINKING = names("includeThoughts,thinkingBudget,thinkingLevel");
const LEVELS = ["minimal", "low", "medium", "high"];
const RULES = { allRequired: false, forbidden: names("allOf,not,if,then,else,patternProperties") };

/** Checks a body of generateContent the way Google does; an error reply when it would refuse. */
export function readGenerateRequest(fields: Fields): GenerateRequest | WorldReply {
  const config = asFields(fields.generationConfig) ?? {};
  const refused = checkNames(fields, config) ?? checkConfig(config);
  if (refused !== undefined) return refused;
  const texts = readTexts(fields);
  if ("status" in texts) return texts;
  const schema = readSchema(config);
  if ("status" in schema) return schema;
  const maxTokens = Number(config.maxOutputTokens ?? Number.POSITIVE_INFINITY);
  return { task: { ...texts, ...schema }, maxTokens };
}

function checkNames(fields: Fields, config: Fields): WorldReply | undefined {
  const places: [Fields, ReadonlySet<string>, string][] = [
    [fields, KNOWN, ""],
    [config, CONFIG, "generation_config"],
    [asFields(config.thinkingConfig) ?? {}, THINKING, "generation_config.thinking_config"],
  ];
  for (const [given, known, path] of places) {
    const stranger = Object.keys(given).find((name) => !known.has(name));
    if (stranger !== undefined) return unknownName(stranger, path);
  }
  return undefined;
}

function checkConfig(config: Fields): WorldReply | undefined {
  const { candidateCount, maxOutputTokens, responseSchema, responseJsonSchema, seed } = config;
  const { thinkingLevel, thinkingBudget } = asFields(config.thinkingConfig) ?? {};
  if (candidateCount !== undefined && candidateCount !== 1)
    return geminiError(400, "Multiple candidates is not enabled for this model");
  if (maxOutputTokens !== undefined && !(Number.isInteger(maxOutputTokens) && Number(maxOutputTokens) >= 1))
    return geminiError(400, "max_output_tokens must be positive.");
  if (seed !== undefined && !Number.isInteger(seed))
    return geminiError(400, `Invalid value at 'generation_config.seed' (TYPE_INT32), ${JSON.stringify(seed)}`);
  if (responseSchema !== undefined && responseJsonSchema !== undefined)
    return geminiError(400, "Only one of response_schema and response_json_schema can be set.");
  if (thinkingLevel !== undefined && thinkingBudget !== undefined)
    return geminiError(400, "You can only set only one of thinking budget and thinking level.");
  if (thinkingLevel !== undefined && !LEVELS.includes(String(thinkingLevel).toLowerCase())) {
    const place = "generation_config.thinking_config.thinking_level";
    return geminiError(400, `Invalid value at '${place}' (ThinkingLevel), "${String(thinkingLevel)}"`);
  }
  return undefined;
}

function readTexts({ contents, systemInstruction }: Fields): Omit<AiTask, "schema"> | WorldReply {
  if (!Array.isArray(contents) || contents.length === 0)
    return geminiError(400, "* GenerateContentRequest.contents: contents is not specified\n");
  const turns = contents.map((turn) => ({ role: asFields(turn)?.role ?? "user", text: partsText(turn) }));
  if (turns.some(({ role }) => role !== "user" && role !== "model"))
    return geminiError(400, "Please use a valid role: user, model.");
  if (turns.some(({ text }) => text === undefined))
    return geminiError(400, "* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n");
  const system = systemInstruction === undefined ? "" : partsText(systemInstruction);
  if (system === undefined)
    return geminiError(400, "* GenerateContentRequest.system_instruction.parts: parts must not be empty.\n");
  const user = turns.filter(({ role }) => role === "user").map(({ text }) => text);
  return { system, user: user.join("\n") };
}

function partsText(content: unknown): string | undefined {
  const parts = asFields(content)?.parts;
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  const texts = parts.map((part) => asFields(part)?.text);
  return texts.every((text) => typeof text === "string") ? texts.join("") : undefined;
}

function readSchema(config: Fields): Pick<AiTask, "schema"> | WorldReply {
  if (config.responseMimeType !== "application/json" || config.responseJsonSchema === undefined)
    throw new NotInWorldError(
      "its AI answers by a schema only: set responseMimeType to application/json and responseJsonSchema to the schema",
    );
  const schema = config.responseJsonSchema as JsonSchema;
  const flaw = findFlaw(schema, RULES);
  if (flaw === undefined) return { schema };
  return geminiError(400, `Invalid JSON schema: '${flaw.name}' at [${flaw.path.join(", ")}]`);
}
