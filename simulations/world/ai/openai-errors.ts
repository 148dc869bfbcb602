import { json, type WorldReply } from "../exchange.ts";

/** An error in OpenAI's envelope. */
export function openAiError(
  status: number,
  message: string,
  param: string | null,
  code: string | null,
  type = typeOf(status),
): WorldReply {
  return json(status, { error: { message, type, param, code } });
}

/** OpenAI's wording of an error status that has nothing to do with the request. */
export function refuseOpenAi(status: number): WorldReply {
  if (status === 429) {
    const message = "Rate limit reached for requests. Please try again in 20s.";
    return openAiError(429, message, null, "rate_limit_exceeded", "requests");
  }
  if (status === 403) {
    const message = "Country, region, or territory not supported";
    return openAiError(403, message, null, "unsupported_country_region_territory", "request_forbidden");
  }
  return openAiError(status, "The server had an error while processing your request. Sorry about that!", null, null);
}

function typeOf(status: number): string {
  return status >= 500 ? "server_error" : "invalid_request_error";
}
