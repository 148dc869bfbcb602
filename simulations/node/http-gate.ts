/** The only way out of a node: one pooled HTTP client, and for each run a gate that enforces the service's limits. */
import type { Journal } from "./journal.ts";
import { LIMITS, type Limits } from "./limits.ts";
import type { FetchRequest, FetchResponse } from "./sandbox-protocol.ts";

/** How a gate reaches the network. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>;

/** What the run gets, and if that is not what the provider answered, why. */
interface Reply {
  readonly response: FetchResponse;
  readonly refused?: string;
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  413: "Payload Too Large",
  414: "URI Too Long",
  429: "Too Many Requests",
};

/** One run's requests. Broken limits are answered like an HTTP error whose JSON body names the limit. */
export class HttpGate {
  readonly #transport: Transport;
  readonly #open = new Map<number, AbortController>();
  readonly #limits: Limits;
  readonly #journal: Journal | undefined;
  #count = 0;

  constructor(transport: Transport, limits: Limits = LIMITS, journal?: Journal) {
    this.#transport = transport;
    this.#limits = limits;
    this.#journal = journal;
  }

  /** Asks, within the limits; never throws. */
  async ask(id: number, request: FetchRequest): Promise<FetchResponse> {
    this.#journal?.asked(id, request);
    const { response, refused } = await this.#answer(id, request);
    this.#journal?.answered(id, response, refused);
    return response;
  }

  async #answer(id: number, request: FetchRequest): Promise<Reply> {
    const { requests, urlLength, requestBytes } = this.#limits;
    this.#count += 1;
    if (this.#count > requests) return refusal(429, `Exceeded maximum of ${requests} HTTP queries`);
    if (request.url === "") return refusal(400, "Missing target URL parameter");
    if (request.url.length > urlLength) {
      return refusal(414, `Destination URL exceeds maximum length of ${urlLength}`);
    }
    if (size(request) > requestBytes) return refusal(413, `Request payload size exceeds ${requestBytes} byte limit`);
    return this.#send(id, request);
  }

  /** Gives up one request, as user code asked. */
  abort(id: number): void {
    this.#journal?.givenUp(id);
    this.#open.get(id)?.abort();
  }

  /** Gives up all requests: the run is over. */
  close(): void {
    for (const controller of this.#open.values()) controller.abort();
    this.#open.clear();
  }

  async #send(id: number, { url, method, headers, body }: FetchRequest): Promise<Reply> {
    const { requestMs, responseBytes } = this.#limits;
    const controller = new AbortController();
    this.#open.set(id, controller);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      controller.abort();
    }, requestMs);
    try {
      const init: RequestInit = {
        method,
        headers: headers.map(([name, value]) => [name, value]),
        signal: controller.signal,
      };
      if (body !== null) init.body = body as Uint8Array<ArrayBuffer>;
      const response = await this.#transport(url, init);
      const received = await readUpTo(response, responseBytes);
      if (received === undefined) return refusal(413, `Response payload size exceeds ${responseBytes} byte limit`);
      return { response: toMessage(response, received) };
    } catch {
      if (late) return refusal(400, `HTTP query exceeded time limit of ${requestMs}ms`);
      return refusal(400, "Error during fetch request");
    } finally {
      clearTimeout(timer);
      this.#open.delete(id);
    }
  }
}

function size({ headers, body }: FetchRequest): number {
  const headerBytes = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  return headerBytes + (body?.length ?? 0);
}

function refusal(status: number, error: string): Reply {
  const body = new TextEncoder().encode(JSON.stringify({ error }));
  const headers = [["content-type", "text/plain;charset=UTF-8"]] as const;
  return { response: { status, statusText: REASONS[status] ?? "", headers, body }, refused: error };
}

/** The body, or undefined as soon as it is longer than `limit` bytes. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

/** @throws RangeError if no `Response` can have the status */
function toMessage(response: Response, body: Uint8Array): FetchResponse {
  if (response.status < 200 || response.status > 599) throw new RangeError(`Invalid status ${response.status}`);
  // The body is decoded already, so headers about its encoding would be wrong.
  const headers = [...response.headers.entries()].filter(
    ([name]) => name !== "content-encoding" && name !== "content-length",
  );
  return { status: response.status, statusText: response.statusText, headers, body: body.length === 0 ? null : body };
}
