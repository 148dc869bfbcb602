/**
 * Requests that consist of strings, as nearly all do. A fresh worker takes milliseconds to load `Request`; so it passes on the strings, and
 * the node's process, which has made many, makes this one too.
 */
import type { FetchRequest, PlainRequest } from "./sandbox-protocol.ts";

/** Stands for the URL while the other parts of a request are read. */
export const PLACEHOLDER = "http://localhost/";

const MEMBERS = new Set(["method", "headers", "body", "redirect", "signal"]);
const REDIRECTS = new Set<unknown>(["follow", "error", "manual"]);
const { AbortSignal } = globalThis;

/** What `init` asks for, or undefined if `Request` has to read it: because it holds anything else, or something that is refused. */
export function plainRequest(url: string, init: RequestInit = {}): PlainRequest | undefined {
  if (!isPlain(init) || !Object.keys(init).every((name) => MEMBERS.has(name))) return undefined;
  const { method, headers, body, redirect, signal } = init;
  if (!isText(method) || !isText(body)) return undefined;
  if (redirect !== undefined && !REDIRECTS.has(redirect)) return undefined;
  if (signal !== undefined && !(signal instanceof AbortSignal)) return undefined;
  if (
    headers !== undefined &&
    !(isPlain(headers) && Object.values(headers).every((value) => typeof value === "string"))
  )
    return undefined;
  return { url, method, headers: headers && { ...(headers as Record<string, string>) }, body };
}

/** @throws TypeError if no `Request` can be made of it */
export function normalise({ url, method, headers, body }: PlainRequest): FetchRequest {
  const init: RequestInit = {};
  if (method !== undefined) init.method = method;
  if (headers !== undefined) init.headers = headers;
  if (body !== undefined) init.body = body;
  const request = new Request(PLACEHOLDER, init);
  return {
    url,
    method: request.method,
    headers: [...request.headers.entries()],
    body: body === undefined ? null : new TextEncoder().encode(body),
  };
}

const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";

/** An object literal without symbols. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.getOwnPropertySymbols(value).length === 0;
}
