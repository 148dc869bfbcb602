/** The `fetch` of user code: it has no network of its own, each call is a message to the node's process. */
import type { FetchResponse, FromWorker } from "./sandbox-protocol.ts";

type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * @param send delivers a message to the node's process
 * @returns the `fetch` for user code, and the function to call with each response that comes back
 */
export function createFetch(send: (message: FromWorker) => void): {
  fetch: Fetch;
  respond: (id: number, response: FetchResponse) => void;
} {
  const waiting = new Map<number, (response: FetchResponse) => void>();
  let count = 0;

  const fetch: Fetch = async (input, init) => {
    // Request objects do not survive the service's own proxying fetch either: fail here as there.
    if (typeof input !== "string" && !(input instanceof URL)) throw new TypeError(`Invalid URL: '${String(input)}'`);
    const request = new Request(String(input), init);
    request.signal.throwIfAborted();
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    const id = count++;
    const response = await new Promise<FetchResponse>((resolve, reject) => {
      waiting.set(id, resolve);
      request.signal.addEventListener("abort", () => {
        waiting.delete(id);
        send({ type: "abort", id });
        reject(request.signal.reason);
      });
      const headers = [...request.headers.entries()];
      // The URL goes as it was written: its length is limited as written.
      send({ type: "fetch", id, request: { url: String(input), method: request.method, headers, body } });
    });
    return toResponse(response);
  };

  const respond = (id: number, response: FetchResponse): void => {
    waiting.get(id)?.(response);
    waiting.delete(id);
  };
  return { fetch, respond };
}

function toResponse({ status, statusText, headers, body }: FetchResponse): Response {
  return new Response(body as Uint8Array<ArrayBuffer> | null, {
    status,
    statusText,
    headers: headers.map(([name, value]) => [name, value]),
  });
}
