import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { AI_FAULTS, findFault } from "../faults/fault.ts";
import { hexOf } from "../hash.ts";
import type { AnswerContext, Service } from "../service.ts";
import { type AiAnswer, answerTask, tokensOf } from "./answer.ts";
import { isKey, parseFields } from "./fields.ts";
import { expiredKey, geminiError, refuseGemini } from "./gemini-errors.ts";
import { type GenerateRequest, readGenerateRequest } from "./gemini-request.ts";
import { isGeminiModel } from "./models.ts";

const PATH = /^\/v1beta\/models\/([^/:]+):generateContent$/;

/**
 * Google's generateContent, answered by a script, checked as the real API checks. The answer's responseId says `standin-`:
 * no model wrote it.
 */
export function createGemini(): Service {
  return {
    name: "gemini",
    hosts: ["generativelanguage.googleapis.com"],
    synthetic: true,
    faults: AI_FAULTS,
    answer,
    refuse: refuseGemini,
  };
}

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  const model = PATH.exec(request.url.pathname)?.[1];
  if (model === undefined)
    throw new NotInWorldError("of Gemini the world has POST /v1beta/models/<model>:generateContent");
  if (request.method !== "POST") return geminiError(404, "Requested entity was not found.");
  const refused = checkKey(request, context);
  if (refused !== undefined) return refused;
  if (!isGeminiModel(model)) {
    const advice = "Call ListModels to see the list of available models and their supported methods.";
    const message = `models/${model} is not found for API version v1beta, or is not supported for generateContent. ${advice}`;
    return geminiError(404, message);
  }
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  const fields = isJson ? parseFields(request.body) : undefined;
  if (fields === undefined) return geminiError(400, "Invalid JSON payload received. Unexpected end of string.");
  const asked = readGenerateRequest(fields);
  return "status" in asked ? asked : generated(request, model, asked, context);
}

function checkKey({ headers, url }: WorldRequest, { faults }: AnswerContext): WorldReply | undefined {
  if (headers.authorization !== undefined)
    return geminiError(401, "Request had invalid authentication credentials. Expected OAuth 2 access token.");
  if (!isKey(headers["x-goog-api-key"] ?? url.searchParams.get("key") ?? undefined)) {
    const message =
      "Method doesn't allow unregistered callers (callers without established identity). " +
      "Please use API Key or other form of API consumer identity to call this API.";
    return geminiError(403, message);
  }
  return findFault(faults, "keyExpired") === undefined ? undefined : expiredKey();
}

function generated(
  request: WorldRequest,
  model: string,
  { task, maxTokens }: GenerateRequest,
  { now, faults }: AnswerContext,
): WorldReply {
  const answered = answerTask(task, maxTokens, faults, { at: now, text: `${request.node}:${request.body}` });
  const thoughts = tokensOf(answered.reasoning ?? "");
  const prompted = tokensOf(request.body);
  const refused = answered.kind === "refused";
  const written = refused ? 0 : answered.tokens;
  return json(200, {
    ...(refused ? { promptFeedback: { blockReason: "PROHIBITED_CONTENT" } } : { candidates: [candidateOf(answered)] }),
    usageMetadata: {
      promptTokenCount: prompted,
      ...(refused ? {} : { candidatesTokenCount: written }),
      ...(thoughts === 0 ? {} : { thoughtsTokenCount: thoughts }),
      totalTokenCount: prompted + written + thoughts,
    },
    modelVersion: model,
    responseId: `standin-${hexOf(request.body, 24)}`,
  });
}

function candidateOf({ kind, text, reasoning }: AiAnswer): unknown {
  const thoughts = reasoning === undefined ? [] : [{ text: reasoning, thought: true }];
  return {
    content: { role: "model", parts: [...thoughts, { text }] },
    finishReason: kind === "truncated" ? "MAX_TOKENS" : "STOP",
    index: 0,
  };
}
