/** The `fetch` of user code: it has no network of its own, each call is a message to the node's process. */
import { PLACEHOLDER, plainRequest } from "./plain-request.ts";
import type { FetchResponse, FromWorker } from "./sandbox-protocol.ts";

type Fetch = (input: unknown, init?: RequestInit) => Promise<Response>;

/** A request on its way. */
interface Waiting {
  readonly resolve: (response: FetchResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/** How requests end. */
interface Ends {
  /** A response has come back. */
  readonly respond: (id: number, response: FetchResponse) => void;
  /** The node's process can make no request of what was asked for. */
  readonly refuse: (id: number, message: string) => void;
  /** Fails what user code did not wait for, as the end of its process would. */
  readonly abandon: () => void;
}

/**
 * @param send delivers a message to the node's process
 * @returns the `fetch` for user code, and what ends its requests
 */
export function createFetch(send: (message: FromWorker) => void): { fetch: Fetch } & Ends {
  const waiting = new Map<number, Waiting>();
  let count = 0;

  const fetch: Fetch = async (input, init) => {
    // The service's own fetch accepts Request objects and then breaks on them: fail here as there.
    if (input instanceof Request) throw new TypeError("Invalid URL: '[object Object]'");
    if (typeof input !== "string" && !(input instanceof URL)) {
      throw new Error("fetch only accepts string, URL or Request object");
    }
    // The URL goes as it was written: its length is limited as written. One that is none is found out where it is asked, so that it
    // counts as a request and is answered as a failed one.
    const url = String(input);
    const plain = plainRequest(url, init);
    if (plain !== undefined) return ask((id) => send({ type: "plainFetch", id, request: plain }), init?.signal);
    const request = new Request(PLACEHOLDER, init);
    request.signal.throwIfAborted();
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    const { method, headers } = request;
    const whole = { url, method, headers: [...headers.entries()], body };
    return ask((id) => send({ type: "fetch", id, request: whole }), request.signal);
  };

  async function ask(start: (id: number) => void, signal: AbortSignal | null | undefined): Promise<Response> {
    signal?.throwIfAborted();
    const id = count++;
    const answered = new Promise<FetchResponse>((resolve, reject) => waiting.set(id, { resolve, reject }));
    const abort = (): void => {
      send({ type: "abort", id });
      take(id)?.reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort);
    start(id);
    try {
      return toResponse(await answered);
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  const take = (id: number): Waiting | undefined => {
    const taken = waiting.get(id);
    waiting.delete(id);
    return taken;
  };
  return {
    fetch,
    respond: (id, response) => take(id)?.resolve(response),
    refuse: (id, message) => take(id)?.reject(new TypeError(message)),
    abandon: () => {
      for (const { reject } of waiting.values()) reject(new TypeError("error sending request: the run is over"));
      waiting.clear();
    },
  };
}

function toResponse({ status, statusText, headers, body }: FetchResponse): Response {
  return new Response(body as Uint8Array<ArrayBuffer> | null, {
    status,
    statusText,
    headers: headers.map(([name, value]) => [name, value]),
  });
}
