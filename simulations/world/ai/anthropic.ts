import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { AI_FAULTS, findFault } from "../faults/fault.ts";
import { hexOf } from "../hash.ts";
import type { AnswerContext, Service } from "../service.ts";
import { answerTask, tokensOf } from "./answer.ts";
import { anthropicError, type MessagesRequest, readMessagesRequest } from "./anthropic-request.ts";
import { isKey, parseFields } from "./fields.ts";

const PATH = "/v1/messages";
const VERSIONS = ["2026-10-21", "2023-06-01"];

const WORDS: Readonly<Record<number, string>> = {
  403: "Your API key does not have permission to use the specified resource.",
  429: "This request would exceed your organization's rate limit.",
  500: "Internal server error",
  503: "Service unavailable",
  529: "Overloaded",
};

/**
 * Anthropic Messages, answered by a script, checked as the real API checks. The answer's id says `standin-`: no model wrote it.
 */
export function createAnthropic(): Service {
  return {
    name: "anthropic",
    hosts: ["api.anthropic.com"],
    synthetic: true,
    faults: AI_FAULTS,
    answer,
    refuse: (status) => anthropicError(status, WORDS[status] ?? "Internal server error"),
  };
}

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (request.url.pathname !== PATH) throw new NotInWorldError(`of Anthropic the world has POST ${PATH}`);
  if (request.method !== "POST") return anthropicError(405, "Method Not Allowed");
  const { headers } = request;
  // If both are sent, x-api-key wins.
  const key = headers["x-api-key"] ?? /^Bearer (.*)$/.exec(headers.authorization ?? "")?.[1];
  if (!isKey(key)) return anthropicError(401, "x-api-key header is required");
  if (findFault(context.faults, "keyExpired") !== undefined) return anthropicError(401, "invalid x-api-key");
  const version = headers["anthropic-version"];
  if (version === undefined) return anthropicError(400, "anthropic-version: header is required");
  if (!VERSIONS.includes(version)) return anthropicError(400, `anthropic-version: "${version}" is not a valid version`);
  const fields = headers["content-type"]?.startsWith("application/json") ? parseFields(request.body) : undefined;
  if (fields === undefined) return anthropicError(400, "The request body is not valid JSON");
  const asked = readMessagesRequest(fields, version);
  return "status" in asked ? asked : message(request, asked, context);
}

function message(
  request: WorldRequest,
  { model, task, maxTokens }: MessagesRequest,
  { now, faults }: AnswerContext,
): WorldReply {
  const answered = answerTask(task, maxTokens, faults, { at: now, text: `${request.node}:${request.body}` });
  const refused = answered.kind === "refused";
  const thinking =
    answered.reasoning === undefined ? [] : [{ type: "thinking", thinking: answered.reasoning, signature: "standin" }];
  return json(200, {
    id: `standin-${hexOf(request.body, 24)}`,
    type: "message",
    role: "assistant",
    model,
    content: refused ? [] : [...thinking, { type: "text", text: answered.text }],
    stop_reason: refused ? "refusal" : answered.kind === "truncated" ? "max_tokens" : "end_turn",
    stop_sequence: null,
    stop_details: refused ? { type: "refusal", category: null, explanation: answered.text } : null,
    container: null,
    usage: {
      input_tokens: tokensOf(request.body),
      output_tokens: answered.tokens + tokensOf(answered.reasoning ?? ""),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      service_tier: "standard",
    },
  });
}
