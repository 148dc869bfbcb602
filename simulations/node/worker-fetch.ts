/** The `fetch` of user code: it has no network of its own, each call is a message to the node's process. */
import type { FetchResponse, FromWorker } from "./sandbox-protocol.ts";

type Fetch = (input: unknown, init?: RequestInit) => Promise<Response>;

/** A request on its way. */
interface Waiting {
  readonly resolve: (response: FetchResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/** Stands for the URL while the other parts of a request are read. */
const PLACEHOLDER = "http://localhost/";

/**
 * @param send delivers a message to the node's process
 * @returns the `fetch` for user code, the function to call with each response that comes back, and the one that ends all others
 */
export function createFetch(send: (message: FromWorker) => void): {
  fetch: Fetch;
  respond: (id: number, response: FetchResponse) => void;
  /** Fails what user code did not wait for, as the end of its process would. */
  abandon: () => void;
} {
  const waiting = new Map<number, Waiting>();
  let count = 0;

  const fetch: Fetch = async (input, init) => {
    // The service's own fetch accepts Request objects and then breaks on them: fail here as there.
    if (input instanceof Request) throw new TypeError("Invalid URL: '[object Object]'");
    if (typeof input !== "string" && !(input instanceof URL)) {
      throw new Error("fetch only accepts string, URL or Request object");
    }
    // A URL that is none is found out where it is asked, so that it counts as a request and is answered as a failed one.
    const request = new Request(PLACEHOLDER, init);
    request.signal.throwIfAborted();
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    const id = count++;
    const asked = new Promise<FetchResponse>((resolve, reject) => waiting.set(id, { resolve, reject }));
    request.signal.addEventListener("abort", () => {
      const given = waiting.get(id);
      waiting.delete(id);
      send({ type: "abort", id });
      given?.reject(request.signal.reason);
    });
    const headers = [...request.headers.entries()];
    // The URL goes as it was written: its length is limited as written.
    send({ type: "fetch", id, request: { url: String(input), method: request.method, headers, body } });
    const response = await asked;
    return toResponse(response);
  };

  const respond = (id: number, response: FetchResponse): void => {
    waiting.get(id)?.resolve(response);
    waiting.delete(id);
  };
  const abandon = (): void => {
    for (const { reject } of waiting.values()) reject(new TypeError("error sending request: the run is over"));
    waiting.clear();
  };
  return { fetch, respond, abandon };
}

function toResponse({ status, statusText, headers, body }: FetchResponse): Response {
  return new Response(body as Uint8Array<ArrayBuffer> | null, {
    status,
    statusText,
    headers: headers.map(([name, value]) => [name, value]),
  });
}
