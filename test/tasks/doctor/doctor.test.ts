import { expect } from "chai";

import { type Patient, startPatient } from "./ground.ts";
import { startTaskGround } from "../studio.ts";

describe("doctor, as a person sees it", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  it("tells severity, name, program, sentence and remedy of each finding, and what it looked at", async () => {
    const { ground, ledger, record } = patient;
    await ledger.pause(record.programs.sp500!.id);
    await ground.network.chainlink.registry.getFunction("pauseUpkeep").send(record.upkeep!.id);
    const { stdout, stderr, exitCode } = await ground.run("doctor");
    expect(exitCode).to.equal(4);
    expect(stderr).to.equal("");
    expect(stdout.replace(/Upkeep \d+…\d+/, "Upkeep 1...2")).to.equal(
      [
        "CRITICAL upkeep-paused",
        "  Upkeep 1...2 is paused, so nobody asks when a period is due.",
        "  try: npx --no hardhat upkeep unpause --network localhost",
        "",
        "WARNING program-paused (sp500)",
        "  sp500 is paused: it shows its preset and settles nothing.",
        "  try: npx --no hardhat program unpause sp500 --network localhost",
        "",
        "1 critical, 1 warning; looked at contracts, services, subscription, upkeep,",
        "rights, programs, sources, secrets, holders, reference feeds, settlements,",
        "requests, failures, account",
      ].join("\n"),
    );
  });

  it("says what it could not look at", async () => {
    await patient.rewrite((record) => ({
      ...record,
      contracts: { ...record.contracts!, renderer: `0x${"1".repeat(40)}` },
    }));
    const { stdout, exitCode } = await patient.ground.run("doctor");
    expect(exitCode).to.equal(4);
    expect(stdout).to.match(/^CRITICAL contract-missing\n/);
    expect(stdout).to.match(
      /\n1 critical; looked at contracts, account\nnot looked at, because contracts are missing: services, subscription, upkeep,\n/,
    );
    const { checked, skipped } = await patient.examine();
    expect(checked).to.deep.equal(["contracts", "account"]);
    expect(skipped).to.have.length(12);
  });

  it("keeps within 80 columns, remedies apart", async () => {
    const { ground, ledger, consumer } = patient;
    await ledger.setConsumer(consumer, false);
    await patient.strike("subscription-drained");
    await patient.strike("allow-list-closed");
    const { stdout } = await ground.run("doctor");
    const long = stdout.split("\n").filter((line) => line.length > 80 && !line.startsWith("  try: "));
    expect(long).to.deep.equal([]);
  });

  it("prints one JSON document", async () => {
    await patient.strike("subscription-drained");
    const { stdout, stderr, exitCode } = await patient.ground.run("doctor", { json: true });
    expect(stderr).to.equal("");
    expect(exitCode).to.equal(4);
    expect(JSON.parse(stdout)).to.deep.include({
      findings: [
        {
          name: "subscription-low",
          severity: "critical",
          sentence: "Subscription 1 has 0.00 LINK free, which pays for no period.",
          remedy: "npx --no hardhat subscription fund --periods 60 --network localhost",
        },
      ],
      skipped: [],
    });
  });

  it("sends nothing", async () => {
    const { provider } = patient.ground.network.ethers;
    const before = await provider.getBlockNumber();
    await patient.ground.run("doctor");
    expect(await provider.getBlockNumber()).to.equal(before);
  });

  it("looks at the balance of the account that it is told", async () => {
    const poor = patient.ground.network.accounts.users[2]!.address;
    await patient.rpc("hardhat_setBalance", poor, "0x0");
    const { findings, exitCode } = await patient.examine({ from: poor });
    expect(exitCode).to.equal(3);
    expect(findings.map(({ sentence }) => sentence)).to.deep.equal([
      `The account ${poor} has 0.000000 ETH for gas; send it 0.020000 ETH so that it can act on what is found.`,
    ]);
  });

  for (const [args, message] of [
    [{ periods: 0 }, /^error: --periods 0 is no number of periods; take 1 or more\.$/],
    [{ from: "99" }, /^error: --from 99 is none of this network's \d+ accounts/],
  ] as const)
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const { stdout, stderr, exitCode } = await patient.ground.run("doctor", args);
      expect(exitCode).to.equal(2);
      expect(stderr).to.match(message);
      expect(stdout).to.equal("");
    });
});

describe("doctor, where nothing is deployed", () => {
  it("says so, and what to run", async () => {
    await using ground = await startTaskGround();
    const { stdout, stderr, exitCode } = await ground.run("doctor");
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal(
      "error: Nothing is deployed on chain 31337.\n  try: npx --no hardhat deploy --network localhost",
    );
    expect(stdout).to.equal("");
  });
});
