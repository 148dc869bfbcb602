import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import hre from "hardhat";
import type { NetworkHooks } from "hardhat/types/hooks";

import { type TaskGround, startTaskGround } from "../studio.ts";

const CHILD = fileURLToPath(new URL("held-deploy.ts", import.meta.url));
const LINK = 10n ** 18n;
/** Of an undisturbed deployment: creating the subscription, a contract, registering the upkeep. */
const [SUBSCRIPTION, CONTRACT, UPKEEP] = [2, 8, 28];

describe("deploy, killed with kill -9", () => {
  let ground: TaskGround;
  before(async () => (ground = await startTaskGround()));
  after(() => ground[Symbol.asyncDispose]());

  /** Lets a process deploy and kills it when the chain has got its `at`th transaction and has not answered yet. */
  async function deployUntil(at: number): Promise<NodeJS.Signals> {
    const child = spawn(process.execPath, [CHILD, ground.url, path.join(ground.folder, "ignition")], { stdio: "pipe" });
    let sent = 0;
    const hooks: Partial<NetworkHooks> = {
      onRequest: async (context, connection, request, next) => {
        if (connection.id === ground.network.connection.id && request.method === "eth_sendTransaction" && ++sent === at)
          child.kill("SIGKILL");
        return next(context, connection, request);
      },
    };
    hre.hooks.registerHandlers("network", hooks);
    try {
      const [, signal] = (await once(child, "exit")) as [number, NodeJS.Signals];
      return signal;
    } finally {
      hre.hooks.unregisterHandlers("network", hooks);
    }
  }

  it("goes on where it was, and pays for nothing twice", async () => {
    const { deployer } = ground.network.accounts;
    const { link, router } = ground.network.chainlink;
    const balance = async () => (await link.getFunction("balanceOf").staticCall(deployer)) as bigint;
    const [nonce, juels] = [await deployer.getNonce(), await balance()];
    let done = 0;
    for (const at of [SUBSCRIPTION, CONTRACT, UPKEEP]) {
      expect(await deployUntil(at - done)).to.equal("SIGKILL");
      done = (await deployer.getNonce()) - nonce;
      expect(done).to.equal(at);
    }
    const { exitCode, stdout, stderr } = await ground.run("deploy", { yes: true });
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.match(/let the upkeep's forwarder perform\n/);
    expect((await deployer.getNonce()) - nonce).to.equal(29);
    expect(juels - (await balance())).to.equal(100n * LINK);
    expect(((await router.getFunction("getSubscription").staticCall(1)) as { balance: bigint }).balance).to.equal(
      50n * LINK,
    );
  });
});
