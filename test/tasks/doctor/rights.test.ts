import { expect } from "chai";

import { guarded, roles, selectors } from "../../../ignition/roles.ts";
import { diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const LIFELESS = "0x00000000000000000000000000000000000A11cE";
const deployerOf = ({ ground }: Patient) => ground.network.accounts.deployer.address;

describe("doctor, on who may do what", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  diagnoses(
    () => patient,
    [
      {
        when: "finds a consumer from which the ledger takes no answers",
        plant: ({ ledger, consumer }) => ledger.setConsumer(consumer, false),
        finds: ["critical consumer-may-not-settle: doctor mend consumer-may-not-settle"],
        cured: true,
      },
      {
        when: "finds that nobody is admin any more",
        plant: (one) => one.manager.renounceRole(0, deployerOf(one)),
        finds: ["critical role-admin-empty: doctor"],
      },
      ...(["curator", "guardian", "manager"] as const).map((role) => ({
        when: `warns when nobody is ${role}`,
        plant: (one: Patient) => one.manager.revokeRole(roles[role], deployerOf(one)),
        finds: [`warning role-${role}-empty: doctor mend role-${role}-empty`],
        cured: true as const,
      })),
      {
        when: "warns of a role in hands that nobody has ever seen move",
        plant: ({ manager }) => manager.grantRole(roles.guardian, LIFELESS, 0),
        finds: ["warning role-member-lifeless: doctor"],
      },
      ...(["ledger", "consumer"] as const).map((contract) => ({
        when: `warns when the ${contract} is closed`,
        plant: ({ manager, record }: Patient) => manager.setTargetClosed(record.contracts![contract], true),
        finds: [`warning ${contract}-closed: doctor mend ${contract}-closed`],
        cured: true as const,
      })),
      {
        when: "warns when managers may not act on a collection",
        plant: ({ manager, record }) => {
          const manage = selectors(guarded.ImagoCollection.manager);
          return manager.setTargetFunctionRole(record.programs.sp500!.collection, manage, 0);
        },
        finds: ["warning collection-unmanaged: doctor mend collection-unmanaged sp500"],
        cured: true,
      },
      {
        when: "warns when a collection is not told of changes",
        plant: ({ ledger, record }) => ledger.setListeners(record.programs["seattle-weather"]!.id, []),
        finds: ["warning listener-missing: doctor mend listener-missing seattle-weather"],
        cured: true,
      },
    ],
  );

  describe("mend", () => {
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
        });
        expect(exitCode).to.equal(1);
        expect(stderr).to.match(/AccessManagedUnauthorized/);
      });
    });
  });
});
