/** A node that answers a task's first questions with whatever a test has it say. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { hardhatAt } from "../studio.ts";

/** By method: a result, or an error. */
export type Lines = Readonly<Record<string, { readonly result: unknown } | { readonly error: object }>>;

export interface HostileNode extends AsyncDisposable {
  readonly hre: HardhatRuntimeEnvironment;
}

/** Whoever calls it disposes of it. Nothing is written into `folder` unless a task does. */
export async function hostileNode(lines: Lines, folder: string): Promise<HostileNode> {
  const server = createServer((request, response) => {
    void (async () => {
      const { id, method } = (await json(request)) as { readonly id: number; readonly method: string };
      const answer = lines[method] ?? { error: { code: -32_601, message: `no method ${method}` } };
      response.setHeader("content-type", "application/json").end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    hre: await hardhatAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
