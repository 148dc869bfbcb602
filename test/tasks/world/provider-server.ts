import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { WorldReply } from "../../../simulations/world/exchange.ts";
import { PROVIDERS } from "../../../simulations/world/providers/index.ts";

/** What a provider does with one request in place of its answer; undefined answers after all. */
export type Surprise = (response: ServerResponse, path: string) => unknown;

/** All providers on one local port, each below its host's name, with what reveals who asked in every answer's headers. */
export interface ProviderServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** `<host>/<path>` of every request. */
  readonly asked: string[];
  /** The headers of every request. */
  readonly headers: IncomingMessage["headers"][];
  /** Surprises for a host's next requests, one each. */
  surprise(host: string, ...surprises: Surprise[]): void;
}

/** Headers that no recording may hold. */
export const PERSONAL = {
  "set-cookie": "session=0123456789; Path=/",
  "cf-ray": "8f0c1d2e3f4a5b6c-FRA",
  "x-request-id": "req-7d3f",
  "x-client-ip": "203.0.113.9",
  "x-amz-cf-id": "AbCdEf==",
};

/**
 * Starts the world's own providers as a plain server at a moment in unix seconds. Hosts of their own can be added, answered by
 * a function.
 */
export async function startProviders(
  now: number,
  more: Readonly<Record<string, (url: URL) => WorldReply>> = {},
): Promise<ProviderServer> {
  const asked: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const surprises = new Map<string, Surprise[]>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!.slice(1);
    asked.push(path);
    headers.push(request.headers);
    const url = new URL(`https://${path}`);
    const surprise = surprises.get(url.host)?.shift();
    if (surprise !== undefined) return void surprise(response, path);
    const { status, headers: named, body } = await replyOf(url, request);
    response.writeHead(status, { ...PERSONAL, ...named, "last-modified": "Wed, 01 Jul 2015 00:00:00 GMT" }).end(body);
  }

  async function replyOf(url: URL, request: IncomingMessage): Promise<WorldReply> {
    const own = more[url.host];
    if (own !== undefined) return own(url);
    const service = PROVIDERS.find(({ hosts }) => hosts.includes(url.host))!;
    const known = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const asWorld = { node: 0, method: request.method!, url, headers: known, body: "" };
    return await service.answer(asWorld, { now, faults: [], signal: new AbortController().signal });
  }

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers,
    surprise: (host, ...list) => void surprises.set(host, [...(surprises.get(host) ?? []), ...list]),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
