import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { AI_FAULTS, findFault } from "../faults/fault.ts";
import { hexOf } from "../hash.ts";
import type { AnswerContext, Service } from "../service.ts";
import { type AiAnswer, answerTask, tokensOf } from "./answer.ts";
import type { AiBackend } from "./backend.ts";
import { isKey, parseFields } from "./fields.ts";
import { forward } from "./forward.ts";
import { openAiError, refuseOpenAi } from "./openai-errors.ts";
import { type ChatRequest, readChatRequest } from "./openai-request.ts";

const PATH = "/v1/chat/completions";

/**
 * OpenAI Chat Completions, answered by a script (or by the backend). Checked as the real API checks, so that a request which
 * passes here is one that it would take. The answer's id says `standin-`: no model wrote it.
 */
export function createOpenAi(backend: AiBackend | undefined): Service {
  return {
    name: "openai",
    hosts: ["api.openai.com"],
    synthetic: true,
    faults: AI_FAULTS,
    answer: (request, context) => answer(backend, request, context),
    refuse: refuseOpenAi,
  };
}

function answer(
  backend: AiBackend | undefined,
  request: WorldRequest,
  context: AnswerContext,
): WorldReply | Promise<WorldReply> {
  if (request.url.pathname !== PATH) throw new NotInWorldError(`of OpenAI the world has POST ${PATH}`);
  if (request.method !== "POST")
    return openAiError(405, "Only POST requests are accepted.", null, "method_not_supported");
  const refused = checkKey(request.headers.authorization, context);
  if (refused !== undefined) return refused;
  const fields = request.headers["content-type"]?.startsWith("application/json")
    ? parseFields(request.body)
    : undefined;
  if (fields === undefined) {
    const message = "We could not parse the JSON body of your request. The OpenAI API expects a JSON payload.";
    return openAiError(400, message, null, null);
  }
  const chat = readChatRequest(fields);
  if ("status" in chat) return chat;
  if (backend !== undefined) return forward(backend, request, context.signal);
  return completion(request, chat, context);
}

function checkKey(authorization: string | undefined, { faults }: AnswerContext): WorldReply | undefined {
  const key = /^Bearer (.*)$/.exec(authorization ?? "")?.[1];
  if (!isKey(key)) {
    const message =
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
      "(i.e. Authorization: Bearer YOUR_KEY).";
    return openAiError(401, message, null, null);
  }
  if (findFault(faults, "keyExpired") === undefined) return undefined;
  return openAiError(401, `Incorrect API key provided: ${key.slice(0, 3)}***.`, null, "invalid_api_key");
}

function completion(request: WorldRequest, chat: ChatRequest, { now, faults }: AnswerContext): WorldReply {
  const answered = answerTask(chat.task, chat.maxTokens, faults, { at: now, text: `${request.node}:${request.body}` });
  const reasoned = answered.reasoning === undefined ? 0 : tokensOf(answered.reasoning);
  const prompted = tokensOf(request.body);
  return json(200, {
    id: `standin-${hexOf(request.body, 24)}`,
    object: "chat.completion",
    created: Math.floor(now),
    model: chat.model,
    choices: [
      {
        index: 0,
        message: messageOf(answered),
        logprobs: null,
        finish_reason: answered.kind === "truncated" ? "length" : "stop",
      },
    ],
    usage: {
      prompt_tokens: prompted,
      completion_tokens: answered.tokens + reasoned,
      total_tokens: prompted + answered.tokens + reasoned,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: reasoned, audio_tokens: 0 },
    },
    service_tier: "default",
    system_fingerprint: null,
  });
}

/** Reasoning is not part of this protocol; compatible servers put it into `reasoning_content`, before the content. */
function messageOf({ kind, text, reasoning }: AiAnswer): unknown {
  const [content, refusal] = kind === "refused" ? [null, text] : [text, null];
  return {
    role: "assistant",
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    content,
    refusal,
    annotations: [],
  };
}
