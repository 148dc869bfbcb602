import { expect } from "chai";

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
});
