/** The same chain as from elsewhere: a node that knows nothing of a local network's own methods. */
import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { deploymentFolder } from "../../tasks/common/record.ts";
import { type TaskGround, hardhatAt } from "./studio.ts";

export interface Elsewhere extends AsyncDisposable {
  readonly hre: HardhatRuntimeEnvironment;
}

/** Whoever calls it disposes of it. What the ground's record holds is known there too. */
export async function elsewhere(ground: TaskGround): Promise<Elsewhere> {
  const server = createServer((request, response) => void pass(ground.url, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const home = path.join(ground.folder, "elsewhere");
  await mkdir(home, { recursive: true });
  const hre = await hardhatAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, home);
  await cp(deploymentFolder(ground.hre, 31_337), deploymentFolder(hre, 31_337), { recursive: true });
  await identify(ground, path.join(deploymentFolder(hre, 31_337), "imago.json"));
  return {
    hre,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A chain that is no local network is known by its first block. */
async function identify({ network }: TaskGround, file: string): Promise<void> {
  const first = await network.ethers.provider.getBlock(0);
  const record = JSON.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, JSON.stringify({ ...record, identity: first!.hash }));
}

async function pass(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await request.toArray()).join("");
  const { id, method } = JSON.parse(body) as { readonly id: unknown; readonly method: string };
  const headers = { "content-type": "application/json" };
  const answer = method.startsWith("imago_")
    ? JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32_601, message: `no method ${method}` } })
    : await (await fetch(url, { method: "POST", body, headers })).text();
  response.writeHead(200, headers).end(answer);
}
