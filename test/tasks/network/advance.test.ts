import { expect } from "chai";

import { attend } from "../../../simulations/network/index.ts";
import { BEGINNING, type TaskGround, startTaskGround } from "../studio.ts";

const DAY = 86_400;

describe("network advance", () => {
  let ground: TaskGround;
  let reset: () => Promise<void>;
  let attending: { end(): Promise<void> };
  let days = 0;

  before(async () => {
    ground = await startTaskGround();
    const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500,seattle-weather", yes: true });
    expect(exitCode, stderr).to.equal(0);
    reset = await ground.checkpoint();
  });
  after(() => ground[Symbol.asyncDispose]());
  beforeEach(async () => {
    // Other days for every test, since nodes remember answers by request; and nothing due.
    days += 3;
    await ground.network.setTime(BEGINNING + days * DAY);
    await ground.look();
    // As `network serve` does: Automation and the DON are at work by themselves.
    let over = false;
    const work = attend(ground.network, { seconds: 0.05, ended: () => over, print: () => undefined });
    attending = {
      end: async () => {
        over = true;
        await work;
      },
    };
  });
  afterEach(async () => {
    await attending.end();
    await reset();
  });

  it("lets every program live through its periods, and tells what came of each", async () => {
    const { stdout, stderr, exitCode } = await ground.run("network advance", { periods: 2 });
    expect(exitCode, stderr).to.equal(0);
    expect(
      stdout
        .split("\n")
        .filter((line) => /^\d/.test(line))
        .map((line) => line.slice(0, 45).trimEnd()),
    ).to.deep.equal([
      "2012-03-04 14:00  sp500            2012-02-29",
      "2012-03-05 00:00  seattle-weather  2012-02-25",
      "2012-03-05 14:00  sp500            2012-03-01",
      "2012-03-06 00:00  seattle-weather  2012-02-26",
    ]);
  });

  it("goes on to further attempts, gives a period up, and says which program failed and what helps", async () => {
    ground.world.faults.add({ service: "cboe", kind: "down" });
    ground.world.faults.add({ service: "yahoo", kind: "down" });
    const { stdout, stderr, exitCode } = await ground.run("network advance", { periods: 1 });
    expect(exitCode).to.equal(1);
    expect(stdout.match(/FEED_QUORUM/g)).to.have.length(3);
    expect(stdout).to.match(/seattle-weather .* (evolved|held)/);
    expect(stderr).to.match(/sp500 did not settle its period\.\n {2}try: npx --no hardhat doctor --network localhost$/);
  });

  it("says at once that nothing can ask: the upkeep is paused, or empty, or there is none", async () => {
    expect((await ground.run("upkeep pause")).exitCode).to.equal(0);
    const paused = await ground.run("network advance");
    expect(paused.exitCode).to.equal(1);
    expect(paused.stderr).to.match(/The upkeep is paused.*\n.*try: .* upkeep unpause --network localhost$/s);
    expect((await ground.run("upkeep cancel", { yes: true })).exitCode).to.equal(0);
    const none = await ground.run("network advance");
    expect(none.exitCode).to.equal(1);
    expect(none.stderr).to.match(/no upkeep.*upkeep register/s);
  });

  it("tells of requests that were not sent, and ends", async () => {
    expect((await ground.run("subscription remove-consumer")).exitCode).to.equal(0);
    const { stdout, exitCode } = await ground.run("network advance");
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/no request went out:\s+InvalidConsumer/);
  });

  it("leaves a paused program out, and refuses when no other is there", async () => {
    await ground.run("program pause", { name: "sp500" });
    const { stdout, stderr, exitCode } = await ground.run("network advance");
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.equal("sp500 is left out: sp500 is paused");
    expect(stdout).not.to.include("sp500");
    await ground.run("program pause", { name: "seattle-weather" });
    const alone = await ground.run("network advance");
    expect(alone.exitCode).to.equal(1);
    expect(alone.stderr).to.include("No program is deployed and active");
  });

  it("refuses a number of periods that is none", async () => {
    const { stderr, exitCode } = await ground.run("network advance", { periods: 0 });
    expect(exitCode).to.equal(2);
    expect(stderr).to.equal("error: --periods 0 is no number of periods; take 1 or more.");
  });
});
