import { expect } from "chai";

import { type Patient, startPatient } from "./ground.ts";

describe("doctor, on a healthy deployment of two programs", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  async function isSilent(): Promise<void> {
    const { findings, exitCode, checked, skipped } = await patient.examine();
    expect(findings).to.deep.equal([]);
    expect(exitCode).to.equal(0);
    expect(skipped).to.deep.equal([]);
    expect(checked).to.have.length(14);
  }

  it("says that all is well and what it looked at", async () => {
    const { stdout, stderr, exitCode } = await patient.ground.run("doctor");
    expect(stdout).to.equal(
      "healthy: looked at contracts, services, subscription, upkeep, rights,\n  programs, sources, secrets, holders, reference feeds, settlements, requests,\n  failures, account",
    );
    expect(stderr).to.equal("");
    expect(exitCode).to.equal(0);
  });

  it("finds nothing before the first period", () => isSilent());

  it("finds nothing while a request waits for its answer", async () => {
    await patient.ground.network.automation.tick();
    expect((await patient.consumer.lineOf(1)).pending).to.equal(true);
    await isSilent();
  });

  it("finds nothing right after a settlement", async () => {
    await patient.ground.look();
    expect((await patient.ledger.statusOf(1)).evolutions).to.equal(1n);
    await isSilent();
  });

  it("finds nothing after a HOLD", async () => {
    await patient.ground.look();
    const held = async (): Promise<boolean> => {
      await patient.untilDue(1);
      await patient.ground.look();
      const { settledPeriod } = await patient.ledger.statusOf(1);
      return (await patient.ledger.queryFilter(patient.ledger.filters.Held(1, settledPeriod))).length > 0;
    };
    for (let period = 0; !(await held()); period++) if (period === 10) throw new Error("No HOLD in ten periods.");
    await isSilent();
  });
});
