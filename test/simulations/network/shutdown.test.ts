import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { type NetworkOptions, startLocalNetwork } from "../../../simulations/network/index.ts";
import { tempParent } from "../../../simulations/network/temp-folder.ts";
import { foldersOf, isAlive } from "../../helpers/leftovers.ts";

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const childProcesses = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === "ProcessWrap").length;

async function expectNothingLeft(pids: readonly number[]): Promise<void> {
  expect(pids.filter(isAlive)).to.deep.equal([]);
  expect(childProcesses()).to.equal(0);
  expect(await foldersOf(process.pid)).to.deep.equal([]);
}

describe("the local network's shutdown", () => {
  it("leaves no process, port or temp folder, and can be repeated", async () => {
    const pids: number[] = [];
    let url: string;
    {
      await using network = await startLocalNetwork();
      pids.push(...network.nodes.map(({ pid }) => pid!));
      ({ url } = await network.serve(0));
      expect(pids.filter(isAlive)).to.have.lengthOf(4);
      expect(await foldersOf(process.pid)).to.have.lengthOf(1);
      await network.stop();
    }
    await expectNothingLeft(pids);
    expect(await failureOf(fetch(url, { method: "POST" }))).to.be.instanceOf(TypeError);
  });

  const failing: readonly (readonly [string, NetworkOptions, RegExp])[] = [
    ["before the nodes", { caFile: "/nowhere/ca.pem" }, /ENOENT/],
    ["while the nodes start", { warmUrls: ["http://127.0.0.1:1/"] }, /cannot reach http:\/\/127\.0\.0\.1:1\//],
    ["before anything", { nodes: 3 }, /3 nodes cannot tolerate 1 faulty/],
  ];
  for (const [when, options, reason] of failing) {
    it(`leaves nothing when a start fails ${when}`, async () => {
      expect(String(await failureOf(startLocalNetwork(options)))).to.match(reason);
      await expectNothingLeft([]);
    });
  }

  it("sweeps what a dead run left", async () => {
    const leftover = join(tempParent(), "network-of-a-dead-run");
    await mkdir(leftover, { recursive: true });
    // No process can have this number: it is above every system's limit.
    await writeFile(join(leftover, "owner.pid"), String(2 ** 30));
    await using network = await startLocalNetwork();
    expect(await readdir(tempParent())).not.to.include("network-of-a-dead-run");
    expect(network.nodes).to.have.lengthOf(4);
  });

  it("comes with a signal, in order", async () => {
    const script = fileURLToPath(new URL("held-network.ts", import.meta.url));
    const holder = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(holder, "exit");
    const [line] = (await once(createInterface({ input: holder.stdout }), "line")) as [string];
    const { url, pids } = JSON.parse(line) as { url: string; pids: number[] };
    expect(pids.filter(isAlive)).to.have.lengthOf(4);
    const chainId = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const reply = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `[${chainId}]`,
    });
    expect(await reply.json()).to.deep.equal([{ jsonrpc: "2.0", id: 1, result: "0x7a69" }]);
    holder.kill("SIGINT");
    expect(await exited).to.deep.equal([130, null]);
    expect(pids.filter(isAlive)).to.deep.equal([]);
    expect(await foldersOf(holder.pid!)).to.deep.equal([]);
  });
});
