import { json, type WorldReply } from "../exchange.ts";

const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

const WORDS: Readonly<Record<number, string>> = {
  403: "Your API key doesn't have permission to use the specified resource.",
  429: "You exceeded your current quota, please check your plan and billing details.",
  500: "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting",
  503: "The model is overloaded. Please try again later.",
};

/** An error in Google's envelope. */
export function geminiError(status: number, message: string, details: readonly object[] = []): WorldReply {
  const error = { code: status, message, status: STATUSES[status] ?? "UNKNOWN" };
  return json(status, { error: details.length === 0 ? error : { ...error, details } });
}

/** What Google says of a member that the message at this path does not have. */
export function unknownName(name: string, path: string): WorldReply {
  const where = path === "" ? "" : ` at '${path}'`;
  const description = `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`;
  const violation = path === "" ? { description } : { field: path, description };
  return geminiError(400, description, [
    { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [violation] },
  ]);
}

/** What Google says of a key that was valid once. */
export function expiredKey(): WorldReply {
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "API_KEY_INVALID",
    domain: "googleapis.com",
    metadata: { service: "generativelanguage.googleapis.com" },
  };
  return geminiError(400, "API key expired. Please renew the API key.", [info]);
}

/** Google's wording of an error status that has nothing to do with the request; it has no 529. */
export function refuseGemini(status: number): WorldReply {
  const known = status === 529 ? 503 : status;
  return geminiError(known, WORDS[known] ?? "An internal error has occurred.");
}
