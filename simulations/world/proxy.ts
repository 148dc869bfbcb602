import type { CompletedRequest } from "mockttp";
import { MockttpServer } from "mockttp/dist/server/mockttp-server";

import type { Authority } from "./authority.ts";
import type { WorldRequest } from "./exchange.ts";
import type { Outcome } from "./faults/transport.ts";
import { keepIdleConnections, serversInside, watchBriefly } from "./mockttp-server.ts";

/** The TLS-intercepting proxy of one node. */
export interface Proxy {
  /** For `HTTPS_PROXY`: `http://127.0.0.1:<port>`. */
  readonly url: string;
  stop(): Promise<void>;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
/** No request of a program is larger than 30 KB; a prompt never is. */
const MAX_BODY = 1_000_000;

/** Opens a proxy port that hands every request, decrypted, to `answer`. */
export async function startProxy(
  node: number,
  authority: Authority,
  answer: (request: WorldRequest) => Promise<Outcome>,
): Promise<Proxy> {
  const server = new MockttpServer({
    https: { cert: authority.cert, key: authority.key },
    http2: false,
    recordTraffic: false,
    suggestChanges: false,
    maxBodySize: MAX_BODY,
  });
  await server.start(0);
  const inside = serversInside(server);
  keepIdleConnections(inside);
  watchBriefly(inside);
  await server.forAnyRequest().thenCallback(async (incoming) => {
    // mockttp listens on every interface; the world serves its own machine only.
    if (!LOOPBACK.has(incoming.remoteIpAddress ?? "")) return "close";
    const outcome = await answer(await toWorldRequest(node, incoming));
    return outcome === "close" ? "close" : toResponse(outcome);
  });
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}

async function toWorldRequest(node: number, incoming: CompletedRequest): Promise<WorldRequest> {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string | undefined] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(", ") : value,
  ]);
  return {
    node,
    method: incoming.method,
    url: new URL(incoming.url),
    headers: Object.fromEntries(headers),
    body: (await incoming.body.getText()) ?? "",
  };
}

function toResponse({ status, headers, body }: Exclude<Outcome, "close">) {
  const rawBody = Buffer.from(body);
  // Headers of one's own replace mockttp's, content-length among them, and without a length the connection would close.
  return { statusCode: status, headers: { ...headers, "content-length": String(rawBody.length) }, rawBody };
}
