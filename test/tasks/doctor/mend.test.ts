import { expect } from "chai";

import { type Patient, startPatient } from "./ground.ts";

describe("doctor mend", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  const idOfSeattle = (): number => patient.record.programs["seattle-weather"]!.id;
  const unchanged = async (run: () => Promise<unknown>): Promise<void> => {
    const { ethers } = patient.ground.network;
    const before = await ethers.provider.getBlockNumber();
    await run();
    expect(await ethers.provider.getBlockNumber()).to.equal(before);
  };

  it("says what it did and what it cost", async () => {
    await patient.ledger.setListeners(idOfSeattle(), []);
    const { stdout, stderr, exitCode } = await patient.ground.run("doctor mend", {
      finding: "listener-missing",
      program: "seattle-weather",
    });
    expect(stderr).to.equal("");
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(
      /^the collection of seattle-weather is told of changes\n {2}[\d,]+ gas, .*\n.*\nmended: listener-missing of seattle-weather$/,
    );
  });

  it("keeps the listeners that are there", async () => {
    const other = patient.record.programs.sp500!.collection;
    await patient.ledger.setListeners(idOfSeattle(), [other]);
    await patient.ground.run("doctor mend", { finding: "listener-missing", program: "seattle-weather" });
    expect([...(await patient.ledger.listenersOf(idOfSeattle()))]).to.deep.equal([
      other,
      patient.record.programs["seattle-weather"]!.collection,
    ]);
  });

  it("refuses a finding that it does not mend", () =>
    unchanged(async () => {
      const { stderr, exitCode } = await patient.ground.run("doctor mend", { finding: "subscription-low" });
      expect(exitCode).to.equal(2);
      expect(stderr).to.match(
        /^error: "subscription-low" is no finding that the doctor mends; it mends contract-missing, program-unknown, .*\n {2}try: /,
      );
    }));

  it("asks of which program a finding is meant", async () => {
    await patient.ledger.setListeners(idOfSeattle(), []);
    await unchanged(async () => {
      const { stderr, exitCode } = await patient.ground.run("doctor mend", { finding: "listener-missing" });
      expect(exitCode).to.equal(2);
      expect(stderr).to.equal(
        "error: Of which program? It is a finding of seattle-weather.\n" +
          "  try: npx --no hardhat doctor mend listener-missing seattle-weather --network localhost",
      );
    });
  });

  it("refuses a finding that there is not", () =>
    unchanged(async () => {
      const { stderr, exitCode } = await patient.ground.run("doctor mend", {
        finding: "listener-missing",
        program: "sp500",
      });
      expect(exitCode).to.equal(1);
      expect(stderr).to.equal(
        "error: There is no finding listener-missing sp500 to mend.\n  try: npx --no hardhat doctor --network localhost",
      );
    }));

  it("tells the contract's refusal before anything is sent", async () => {
    await patient.ledger.setConsumer(patient.consumer, false);
    await unchanged(async () => {
      const { stderr, exitCode } = await patient.ground.run("doctor mend", {
        finding: "consumer-may-not-settle",
        from: "3",
        yes: true,
      });
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/AccessManagedUnauthorized/);
    });
  });

  it("lets a consumer in only when somebody has seen its address and agreed", async () => {
    await patient.ledger.setConsumer(patient.consumer, false);
    await unchanged(async () => {
      const { stderr, exitCode } = await patient.ground.run("doctor mend", { finding: "consumer-may-not-settle" });
      expect(exitCode).to.equal(1);
      expect(stderr).to.include(String(patient.consumer.target));
      expect(stderr).to.match(/try: .* doctor mend consumer-may-not-settle --yes --network localhost$/);
    });
  });
});
