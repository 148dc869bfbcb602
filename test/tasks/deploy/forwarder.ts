/** A chain of somebody else's: the served local network without the methods that only a local network of this project has. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

interface Rpc {
  readonly id: number;
  readonly method: string;
}

/** @param to RPC address that everything else is handed on to */
export async function startForwarder(to: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await json(request)) as Rpc;
      response.setHeader("content-type", "application/json").end(JSON.stringify(await answer(body)));
    })();
  });
  async function answer(body: Rpc): Promise<unknown> {
    if (body.method.startsWith("imago_"))
      return { jsonrpc: "2.0", id: body.id, error: { code: -32_601, message: "Method not found" } };
    return post(to, body);
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Asks an RPC address one thing. */
export async function rpc<T>(url: string, method: string, params: readonly unknown[] = []): Promise<T> {
  const { result } = (await post(url, { jsonrpc: "2.0", id: 1, method, params })) as { result: T };
  return result;
}

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
}
