/** A node that passes everything on, but for the answers that it changes. */
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Returns what to say in place of the truth. */
export type Lie = (call: Call, truth: unknown) => unknown;

export interface LyingNode extends AsyncDisposable {
  readonly url: string;
  /** How many answers were changed. */
  readonly lies: number;
}

export async function startLyingNode(honest: string, lie: Lie): Promise<LyingNode> {
  let lies = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    const call = JSON.parse(body) as Call;
    const headers = { "content-type": "application/json" };
    const reply = (await (await fetch(honest, { method: "POST", body, headers })).json()) as { result?: unknown };
    if (reply.result !== undefined) {
      const told = lie(call, reply.result);
      if (JSON.stringify(told) !== JSON.stringify(reply.result)) lies++;
      reply.result = told;
    }
    response.writeHead(200, headers).end(JSON.stringify(reply));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get lies() {
      return lies;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
