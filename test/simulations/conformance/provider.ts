/** The server that both sides' scripts ask, on 127.0.0.1. */
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

type Handler = (response: ServerResponse, value: string, request: IncomingMessage) => void;

const routes: Readonly<Record<string, Handler>> = {
  json: (response) =>
    response.writeHead(200, { "content-type": "application/json", "x-test": "yes" }).end('{"a":[1,"\u00e9"]}'),
  html: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>\u00e9</p>"),
  bytes: (response, value) => response.end(Buffer.alloc(Number(value), "b")),
  status: (response, value) => response.writeHead(Number(value)).end(value === "200" ? "" : `status ${value}`),
  reason: (response) => response.writeHead(418, "Short and stout").end(),
  headers: (response) => response.writeHead(200, { "x-many": ["1", "2"] }).end(),
  gzip: (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("unpacked")),
  redirect: (response, value) => response.writeHead(Number(value), { location: "/echo" }).end(),
  circle: (response) => response.writeHead(302, { location: "/circle" }).end(),
  torn: (response) => response.writeHead(200, { "content-length": "10" }).write("half", () => response.destroy()),
  stall: (response) => response.writeHead(200, { "content-length": "10" }).write("half"),
  silent: () => undefined,
  "module.js": (response) =>
    response.writeHead(200, { "content-type": "text/javascript" }).end("export default Uint8Array.of(5)"),
  echo: (response, _, request) =>
    void collect(request).then((body) => {
      const { method, url, headers } = request;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ method, url, headers, body: body.toString() }));
    }),
  count: (response, _, request) => void collect(request).then((body) => response.end(String(body.length))),
};

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A running server; `close` ends it with all its connections. */
export interface Provider {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startProvider(): Promise<Provider> {
  const server = createServer((request, response) => {
    const [, route = "", value = ""] = (request.url ?? "").split("?")[0]!.split("/");
    const handle = routes[route];
    if (handle === undefined) response.writeHead(404).end();
    else handle(response, value, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
