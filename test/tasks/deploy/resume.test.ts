import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { servicesOf } from "../../../simulations/network/local-methods.ts";
import { type DeploymentRecord, deploymentFolder } from "../../../tasks/common/record.ts";
import { serviceContracts } from "../../../tasks/operations/services.ts";
import { type TaskGround, startTaskGround } from "../studio.ts";
import { type Moment, Stops } from "./stops.ts";

/** Transactions of a deployment with one program, none of them twice. */
const TRANSACTIONS = 29;
const LINK = 10n ** 18n;

describe("deploy, stopped and run again", () => {
  let ground: TaskGround;
  let reset: () => Promise<void>;
  let stops: Stops;

  before(async () => {
    ground = await startTaskGround();
    stops = new Stops(ground.hre);
    reset = await ground.checkpoint();
  });
  after(() => ground[Symbol.asyncDispose]());
  after(() => stops.remove());
  beforeEach(() => reset());

  const services = async () => {
    const { deployer } = ground.network.accounts;
    const addresses = servicesOf(ground.network.chainlink);
    return serviceContracts({ ethers: ground.network.ethers, artifacts: ground.hre.artifacts }, addresses, deployer);
  };
  const deploy = () => ground.run("deploy", { programs: "sp500", yes: true });
  const spent = async () => {
    const { deployer } = ground.network.accounts;
    const link = (await ground.network.chainlink.link.getFunction("balanceOf").staticCall(deployer)) as bigint;
    return { transactions: await deployer.getNonce(), link };
  };

  /** Runs until it is done, each time stopped at the same transaction of the run. */
  async function deployWithStops(at: number, moment: Moment): Promise<number> {
    for (let runs = 1; runs <= TRANSACTIONS + 2; runs++) {
      stops.arm(at, moment);
      const { exitCode, stderr } = await deploy();
      if (exitCode === 0) return runs;
      expect(stderr).to.match(/dead/);
    }
    throw new Error("It never came to an end.");
  }

  for (const [at, moment] of [
    [2, "before it is sent"],
    [1, "before its hash arrives"],
    [1, "before its receipt arrives"],
  ] as const) {
    it(`pays for nothing twice when every run dies at its transaction ${at}, ${moment}`, async () => {
      const before = await spent();
      const runs = await deployWithStops(at, moment);
      expect(runs).to.be.greaterThan(TRANSACTIONS / 2);
      const after = await spent();
      expect(after.transactions - before.transactions).to.equal(TRANSACTIONS);
      expect(before.link - after.link).to.equal(100n * LINK);
      stops.arm(0, moment);
      const { stdout, exitCode } = await deploy();
      expect({ stdout, exitCode }).to.deep.equal({ stdout: "nothing to do; on chain 31337 stand sp500", exitCode: 0 });
      const { stdout: shown } = await ground.run("status");
      expect(shown).to.match(/50\.00 LINK.*\n.*50\.00 LINK \(.*\), active\nsp500 \(program 1, version 1\)/);
    });
  }

  it("adopts no subscription that was cancelled, nor one that pays for another contract", async () => {
    const { deployer } = ground.network.accounts;
    const router = (await services()).router.connect(deployer);
    stops.arm(2, "before its hash arrives");
    await deploy();
    stops.arm(0, "before it is sent");
    await (await router.cancelSubscription(1, deployer)).wait();
    await ground.network.createSubscription({ owner: deployer, consumers: [deployer.address], juels: LINK });
    const { exitCode, stdout, stderr } = await deploy();
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.match(/\ncreated a subscription\n.*\npaid 50\.00 LINK into subscription 3\n/);
  });

  it("says what to do when the subscription is gone", async () => {
    await deploy();
    const { router } = await services();
    await (await router.cancelSubscription(1, ground.network.accounts.deployer)).wait();
    const refusal = {
      stdout: "",
      stderr:
        "error: The subscription of this deployment does not exist any more.\n" +
        "  try: npx --no hardhat subscription create --network localhost",
      exitCode: 1,
    };
    expect(await ground.run("deploy", { programs: "bitcoin", yes: true })).to.deep.equal(refusal);
    const file = path.join(deploymentFolder(ground.hre, 31_337), "imago.json");
    const { subscriptionId: _, ...rest } = JSON.parse(await readFile(file, "utf8")) as DeploymentRecord;
    await writeFile(file, JSON.stringify(rest));
    expect(await ground.run("deploy", { programs: "bitcoin", yes: true })).to.deep.equal(refusal);
  });

  it("waits for a registrar that does not approve by itself, and pays it once", async () => {
    const { registrar } = await services();
    await (await registrar.setTriggerConfig(0, 0, 0)).wait();
    const before = await spent();
    const first = await deploy();
    expect(first.exitCode).to.equal(1);
    const second = await deploy();
    expect([first.stderr, second.stderr].map((text) => text.split("\n").slice(-2))).to.deep.equal(
      Array.from({ length: 2 }, () => [
        "error: The registration of the upkeep is paid and waits for the registrar's owner to approve it.",
        "  try: the same command again once it is approved",
      ]),
    );
    expect(before.link - (await spent()).link).to.equal(100n * LINK);
  });
});
