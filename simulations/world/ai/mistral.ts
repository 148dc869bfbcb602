import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { AI_FAULTS, findFault } from "../faults/fault.ts";
import { hexOf } from "../hash.ts";
import type { AnswerContext, Service } from "../service.ts";
import { type AiAnswer, answerTask, tokensOf } from "./answer.ts";
import { isKey, parseFields } from "./fields.ts";
import { mistralError, refuseMistral } from "./mistral-errors.ts";
import { type MistralRequest, readMistralRequest } from "./mistral-request.ts";

const PATH = "/v1/chat/completions";

/**
 * Mistral's chat completions, answered by a script, checked as the real API checks: OpenAI's wire but for its errors, the
 * members it takes, and reasoning, which is a chunk before the text. The answer's id says `standin-`: no model wrote it.
 */
export function createMistral(): Service {
  return {
    name: "mistral",
    hosts: ["api.mistral.ai"],
    synthetic: true,
    faults: AI_FAULTS,
    answer,
    refuse: refuseMistral,
  };
}

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (request.url.pathname !== PATH) throw new NotInWorldError(`of Mistral the world has POST ${PATH}`);
  if (request.method !== "POST") return json(405, { detail: "Method Not Allowed" });
  const key = /^Bearer (.*)$/.exec(request.headers.authorization ?? "")?.[1];
  // The same words for a key that is missing, wrong or expired.
  if (!isKey(key) || findFault(context.faults, "keyExpired") !== undefined)
    return json(401, { detail: "Unauthorized" });
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  const fields = isJson ? parseFields(request.body) : undefined;
  if (fields === undefined) {
    const detail = [{ type: "json_invalid", loc: ["body", 0], msg: "JSON decode error", input: {} }];
    return mistralError(422, { detail }, "invalid_request_error", null);
  }
  const asked = readMistralRequest(fields);
  return "status" in asked ? asked : completion(request, asked, context);
}

function completion(
  request: WorldRequest,
  { model, task, maxTokens }: MistralRequest,
  { now, faults }: AnswerContext,
): WorldReply {
  const answered = answerTask(task, maxTokens, faults, { at: now, text: `${request.node}:${request.body}` });
  const prompted = tokensOf(request.body);
  const written = answered.tokens + tokensOf(answered.reasoning ?? "");
  return json(200, {
    id: `standin-${hexOf(request.body, 24)}`,
    object: "chat.completion",
    created: Math.floor(now),
    model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", tool_calls: null, content: contentOf(answered) },
        finish_reason: answered.kind === "truncated" ? "length" : "stop",
      },
    ],
    usage: { prompt_tokens: prompted, total_tokens: prompted + written, completion_tokens: written },
  });
}

/** There is no member for a refusal: who declines says so. */
function contentOf({ text, reasoning }: AiAnswer): unknown {
  if (reasoning === undefined) return text;
  return [
    { type: "thinking", thinking: [{ type: "text", text: reasoning }], closed: true },
    { type: "text", text },
  ];
}
