import { expect } from "chai";

import { type TaskGround, startTaskGround } from "../studio.ts";

describe("status", () => {
  let ground: TaskGround;
  before(async () => (ground = await startTaskGround()));
  after(() => ground[Symbol.asyncDispose]());

  it("says what to run when nothing is deployed", async () => {
    expect(await ground.run("status")).to.deep.equal({
      stdout: "",
      stderr: "error: Nothing is deployed on chain 31337.\n  try: npx --no hardhat deploy --network localhost",
      exitCode: 1,
    });
  });

  describe("of three programs", () => {
    before(async () => {
      const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500,seattle-weather,bitcoin", yes: true });
      expect(exitCode, stderr).to.equal(0);
    });

    it("fits a screen of 80 by 24, and does not change with looking", async () => {
      const { stdout, exitCode } = await ground.run("status");
      expect(exitCode).to.equal(0);
      const lines = stdout.split("\n");
      expect(lines.length).to.be.at.most(23);
      for (const line of lines) expect(line.length, line).to.be.at.most(80);
      expect(
        lines.filter((line) => / \(program \d, version 1\): \w+, fallback, due since /.test(line)),
      ).to.have.lengthOf(3);
      expect(lines.filter((line) => line === "  settled     nothing yet")).to.have.lengthOf(3);
      expect((await ground.run("status")).stdout).to.equal(stdout);
    });

    it("tells what has settled, in words and as data", async () => {
      await ground.look();
      const { stdout } = await ground.run("status");
      expect(stdout).to.match(
        /sp500 \(program 1, version 1\): [a-z]+, fresh, next due in 1\d h\n {2}settled {5}period 15395 \(2012-02-25\), 1 evolution\n/,
      );
      const { stdout: json, stderr } = await ground.run("status", { json: true });
      expect(stderr).to.equal("");
      const data = JSON.parse(json) as {
        programs: { name: string; settledPeriod: number; rung: string }[];
        subscription: { balance: string; periodsLeft: number };
        upkeep: { mayPerform: boolean };
      };
      expect(data.programs.map(({ name, rung }) => [name, rung])).to.deep.equal([
        ["sp500", "fresh"],
        ["seattle-weather", "fresh"],
        ["bitcoin", "fresh"],
      ]);
      expect(data.programs[0]!.settledPeriod).to.equal(15_395);
      expect(data.subscription.balance).to.match(/^49\d{18}$/);
      expect(data.subscription.periodsLeft).to.be.greaterThan(50);
      expect(data.upkeep.mayPerform).to.equal(true);
    });

    it("shows what was cancelled", async () => {
      const { router, registry } = ground.network.chainlink;
      const { deployer } = ground.network.accounts;
      const { stdout } = await ground.run("status", { json: true });
      const { upkeep } = JSON.parse(stdout) as { upkeep: { id: string } };
      await ground.network.don.answerPending();
      await router.getFunction("cancelSubscription").send(1, deployer);
      await registry.getFunction("cancelUpkeep").send(upkeep.id);
      const { stdout: shown, exitCode } = await ground.run("status");
      expect(exitCode).to.equal(0);
      expect(shown).to.match(/\n {2}subscription {2}1, cancelled\n {2}upkeep .*, cancelled\n/);
    });
  });
});
