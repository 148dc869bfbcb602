import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

import { NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import type { AiBackend } from "./backend.ts";

const ROOT = /^\/v1(?=\/)/;
/** Headers that belong to the connection, or that change with the body. */
const OWN_HEADERS = [
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "accept-encoding",
  "keep-alive",
  "te",
];

/**
 * Sends an OpenAI request on to an OpenAI-compatible server: `/v1/x` becomes `<baseUrl>/x`, and the model is renamed if the
 * backend says so. A connection each, so that nothing stays open behind the world.
 */
export function forward(backend: AiBackend, request: WorldRequest, signal: AbortSignal): Promise<WorldReply> {
  const target = new URL(backend.baseUrl.replace(/\/$/, "") + request.url.pathname.replace(ROOT, ""));
  const body = backend.model === undefined ? request.body : renamed(request.body, backend.model);
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.includes(name)));
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(new NotInWorldError(`the AI server at ${backend.baseUrl} failed: ${error.message}`));
    const options = {
      method: request.method,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal,
    };
    const outgoing = send(target, { ...options, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", fail);
      incoming.on("end", () => {
        const contentType = incoming.headers["content-type"] ?? "application/json";
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: incoming.statusCode ?? 502, headers: { "content-type": contentType }, body: text });
      });
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

function renamed(body: string, model: string): string {
  return JSON.stringify({ ...(JSON.parse(body) as Record<string, unknown>), model });
}
