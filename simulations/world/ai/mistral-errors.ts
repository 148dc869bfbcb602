import { json, type WorldReply } from "../exchange.ts";

/** An error in Mistral's envelope. */
export function mistralError(status: number, message: unknown, type: string, code: string | null): WorldReply {
  const extra = status === 429 ? { raw_status_code: status } : {};
  return json(status, { object: "error", message, type, param: null, code, ...extra });
}

/** What Mistral says of a member that it does not take; `loc` is the member's place below the body. */
export function mistralFlaw(type: string, loc: readonly (string | number)[], msg: string, input: unknown): WorldReply {
  const detail = [{ type, loc: ["body", ...loc], msg, input }];
  return mistralError(422, { detail }, "invalid_request_error", null);
}

/** Mistral's wording of an error status that has nothing to do with the request. */
export function refuseMistral(status: number): WorldReply {
  if (status === 429) return mistralError(429, "Rate limit exceeded", "rate_limited", "1300");
  if (status === 403) return json(403, { detail: "Forbidden" });
  if (status === 503 || status === 529)
    return mistralError(status, "Service unavailable.", "internal_server_error", "3700");
  return mistralError(status, "Internal server error", "internal_server_error", "1000");
}
