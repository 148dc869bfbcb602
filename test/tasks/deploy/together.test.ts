import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { openChain } from "../../../tasks/common/chain.ts";
import { deploymentFolder } from "../../../tasks/common/record.ts";
import { alone } from "../../../tasks/deploy/alone.ts";
import { LINK } from "../place.ts";
import { type TaskGround, startTaskGround } from "../studio.ts";

describe("deploys at the same time", () => {
  let ground: TaskGround;
  let reset: () => Promise<void>;
  before(async () => {
    ground = await startTaskGround();
    reset = await ground.checkpoint();
  });
  after(() => ground[Symbol.asyncDispose]());
  beforeEach(() => reset());

  const deploy = () => ground.run("deploy", { programs: "sp500", yes: true });
  const lock = () => path.join(deploymentFolder(ground.hre, 31_337), "deploying.pid");
  const purse = () => {
    const { chainlink, accounts } = ground.network;
    return chainlink.link.getFunction("balanceOf").staticCall(accounts.deployer) as Promise<bigint>;
  };

  it("pay once, and the second says that there is a first", async () => {
    const before = await purse();
    const ended = await Promise.all([deploy(), deploy()]);
    expect(ended.map(({ exitCode }) => exitCode).toSorted((a, b) => a - b)).to.deep.equal([0, 1]);
    expect(ended.find(({ exitCode }) => exitCode === 1)!.stderr).to.equal(
      `error: Another deploy, process ${process.pid}, is at work on this chain; nothing was sent.\n` +
        `  try: the same command once it has ended   (if there is none: rm ${lock()})`,
    );
    expect(before - (await purse())).to.equal(100n * LINK);
    expect(existsSync(lock())).to.equal(false);
  });

  it("pay once when the record changed between looking and going on", async () => {
    await using chain = await openChain(ground.hre);
    expect((await deploy()).exitCode).to.equal(0);
    const going = alone(chain, undefined, () => Promise.reject(new Error("It went on.")));
    expect(await going.catch(({ message }: Error) => message)).to.equal(
      "The deployment was changed by another command since this one looked; nothing was sent.",
    );
    expect(existsSync(lock())).to.equal(false);
  });

  it("follow one that was killed", async () => {
    await mkdir(path.dirname(lock()), { recursive: true });
    // No process has a number of that size.
    await writeFile(lock(), String(2 ** 31 - 1));
    const { exitCode, stderr } = await deploy();
    expect(exitCode, stderr).to.equal(0);
  });
});
