/** A JSON-RPC port for the network's chain: POST requests, single or in batches, on 127.0.0.1 only. */
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Chain } from "./chain.ts";

interface RpcRequest {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

const MAXIMUM_BYTES = 5_000_000;

/** What the port answers besides the chain's own methods, by name. */
export type Methods = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

interface Served {
  readonly chain: Chain;
  readonly methods: Methods;
}

/**
 * @param port 0 chooses a free one
 * @param blockSeconds how often a block is mined while time runs
 * @throws Error if the port is taken, or the chain is served already
 */
export async function serve(
  chain: Chain,
  port: number,
  blockSeconds: number,
  methods: Methods,
): Promise<{ url: string; stop(): Promise<void> }> {
  const served = { chain, methods };
  const halt = chain.run(blockSeconds);
  const server = createServer((request, response) => void answer(served, request, response));
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    halt();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    halt();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => (stopped ??= stop()) };
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host = "", origin, "content-type": type = "" } = request.headers;
  // Another host's name means a page elsewhere that has had its name point here.
  if (!isLoopback(`http://${host}`) || (origin !== undefined && !isLoopback(origin)))
    return void response.writeHead(403).end();
  const headers = {
    // Pages on other local ports (a gallery, a wallet's) may ask.
    ...(origin !== undefined && { "access-control-allow-origin": origin, vary: "origin" }),
    "access-control-allow-headers": "content-type",
    "content-type": "application/json",
  };
  if (request.method === "OPTIONS") return void response.writeHead(204, headers).end();
  if (request.method !== "POST") return void response.writeHead(405, headers).end();
  // Other types a browser sends to anybody without asking first.
  if (!/^application\/json *(;|$)/i.test(type)) return void response.writeHead(415, headers).end();
  try {
    const body: unknown = JSON.parse(await readBody(request));
    const replies = Array.isArray(body)
      ? await Promise.all(body.map((one) => reply(served, one)))
      : await reply(served, body);
    response.writeHead(200, headers).end(JSON.stringify(replies));
  } catch (error) {
    response
      .writeHead(400, headers)
      .end(JSON.stringify(failure(null, -32_700, `Not a JSON-RPC request: ${String(error)}`)));
  }
}

/** Whether an origin is this machine, by address or by name, on any port. */
function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && ["127.0.0.1", "localhost"].includes(new URL(origin).hostname);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAXIMUM_BYTES) throw new RangeError(`more than ${MAXIMUM_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function reply({ chain, methods }: Served, request: unknown): Promise<unknown> {
  const { id = null, method, params = [] } = (request ?? {}) as RpcRequest;
  if (typeof method !== "string" || !Array.isArray(params))
    return failure(id, -32_600, "A request has a method and an array of params.");
  try {
    const own = Object.hasOwn(methods, method) ? methods[method] : undefined;
    return { jsonrpc: "2.0", id, result: own ? await own(params) : await chain.request(method, params) };
  } catch (error) {
    const { code, message, data } = error as { code?: unknown; message?: string; data?: unknown };
    return failure(id, typeof code === "number" ? code : -32_603, message ?? String(error), data);
  }
}

function failure(id: unknown, code: number, message: string, data?: unknown): unknown {
  return { jsonrpc: "2.0", id, error: { code, message, data } };
}
