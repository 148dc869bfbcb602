import { expect } from "chai";

import { bundle } from "../../../functions-source/bundle.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { termsOf } from "../../../functions-source/registration.ts";
import { openStudio } from "../../../tasks/common/studio.ts";
import { short } from "../../../tasks/source/program.ts";
import { type TaskGround, startTaskGround } from "../studio.ts";

describe("source verify", () => {
  let ground: TaskGround;
  let reset: () => Promise<void>;

  before(async () => {
    ground = await startTaskGround();
    const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500", yes: true });
    expect(exitCode, stderr).to.equal(0);
    reset = await ground.checkpoint();
  });
  after(() => ground?.[Symbol.asyncDispose]());
  afterEach(() => reset());

  it("finds the same source in the terms and in the consumer", async () => {
    const { stdout, stderr, exitCode } = await ground.run("source verify", { program: "sp500" });
    expect(exitCode, stderr).to.equal(0);
    const hash = short((await bundle("sp500")).hash);
    const columns = /^sp500: the nodes run what this repository bundles\n {2}where +source\n {2}fresh bundle +(\S+)\n/;
    expect(columns.exec(stdout)![1]).to.equal(hash);
    expect(stdout.split(`${hash}  same`)).to.have.lengthOf(4);
    for (const line of stdout.split("\n")) expect(line.length).to.be.at.most(80);
  });

  it("finds it in the last request, too, and takes every deployed program when none is named", async () => {
    const { network } = ground;
    const { schedule } = await loadProgram("sp500");
    await network.setTime(network.time + schedule.periodLength + schedule.settleDelay);
    await ground.look();
    const { stdout, exitCode } = await ground.run("source verify", { json: true });
    expect(exitCode).to.equal(0);
    const { hash } = await bundle("sp500");
    const [verdict, ...others] = JSON.parse(stdout);
    expect(others).to.deep.equal([]);
    expect(verdict).to.include({ program: "sp500", hash, same: true });
    expect(verdict.findings.map((each: { hash: string }) => each.hash)).to.deep.equal([hash, hash, hash, hash]);
    expect(verdict.findings[3].place).to.match(/^last request \(block \d+\)$/);
  });

  it("fails when the terms commit to another source", async () => {
    const [program, other] = await Promise.all([loadProgram("sp500"), bundle("bitcoin")]);
    await using studio = await openStudio(ground.hre);
    await (await studio.ledger.updateProgram(1, termsOf(program, other))).wait();
    const { stdout, stderr, exitCode } = await ground.run("source verify", { program: "sp500" });
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/^sp500: DIFFERS from what this repository bundles\n/);
    const line = stdout.split("\n").find((each) => each.includes("terms of version 2 (ledger)"));
    expect(line).to.match(new RegExp(`${short(other.hash)} {2}DIFFERS$`));
    expect(stdout.match(/DIFFERS$/gm)).to.have.lengthOf(1);
    expect(stderr).to.match(
      /^error: On chain 31337, sp500 is not what .*\n {2}try: .*program update sp500 --network localhost/,
    );
  });

  it("refuses a program that is not deployed, and one that does not exist", async () => {
    const missing = await ground.run("source verify", { program: "bitcoin" });
    expect(missing.exitCode).to.equal(2);
    expect(missing.stderr).to.match(/^error: No program "bitcoin" is deployed on chain 31337; deployed: sp500\./);
    expect((await ground.run("source verify", { program: "moon" })).exitCode).to.equal(2);
  });
});
