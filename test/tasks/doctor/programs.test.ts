import { keccak256, toUtf8Bytes } from "ethers";

import { diagnoses } from "./diagnosis.ts";
import { type Name, type Patient, startPatient } from "./ground.ts";

const DAY = 86_400;
const OTHER_SOURCE = "return Functions.encodeString('another')";

describe("doctor, on programs", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  const idOf = (name: Name): number => patient.record.programs[name]!.id;

  /** A version that watches a feed, with its requests configured for it. */
  async function watch(referenceFeed: string): Promise<void> {
    await patient.update("sp500", { referenceFeed, maxDeviation: 500 });
    await patient.reconfigure("sp500", {});
  }

  diagnoses(
    () => patient,
    [
      {
        when: "warns of a paused program",
        plant: ({ ledger }) => ledger.pause(idOf("sp500")),
        finds: ["warning program-paused: program unpause sp500"],
        cured: true,
      },
      {
        when: "finds requests that are configured for an older version",
        plant: ({ update }) => update("sp500", { staleAfter: 3 }),
        finds: ["critical line-outdated: program update sp500"],
        cured: ["yes"],
      },
      {
        when: "says nothing of an update since the last evolution, once the requests are configured for it",
        plant: async ({ ground, update, reconfigure }) => {
          await ground.look();
          await update("sp500", { staleAfter: 3 });
          await reconfigure("sp500", {});
        },
        finds: [],
      },
      {
        when: "finds a program that was registered but never configured",
        plant: async ({ ledger, termsOf, rewrite, record }) => {
          await ledger.registerProgram(await termsOf("sp500"));
          const id = Number(await ledger.programs());
          await rewrite((old) => ({
            ...old,
            programs: { ...old.programs, bitcoin: { id, collection: record.programs.sp500!.collection } },
          }));
        },
        finds: [
          "critical line-missing: program update bitcoin",
          "warning listener-missing: doctor mend listener-missing bitcoin",
          "warning source-differs: program update bitcoin",
        ],
      },
      {
        when: "warns when the file here makes another source",
        plant: async ({ consumer, update, reconfigure }) => {
          await consumer.storeSource(OTHER_SOURCE);
          const sourceHash = keccak256(toUtf8Bytes(OTHER_SOURCE));
          await update("sp500", { sourceHash });
          await reconfigure("sp500", { sourceHash });
        },
        finds: ["warning source-differs: program update sp500"],
        cured: ["yes"],
      },
      {
        when: "finds a stored source that cannot be read",
        plant: async ({ consumer, rpc }) => {
          const { config } = await consumer.configOf(idOf("sp500"));
          const [chunk] = await consumer.chunksOf(config.sourceHash);
          await rpc("hardhat_setCode", chunk, "0x");
        },
        finds: ["critical source-damaged: source verify sp500"],
      },
      {
        when: "warns when requests refer to no secrets",
        plant: ({ consumer }) => consumer.setSecrets(idOf("sp500"), "0x"),
        finds: ["warning secrets-missing: doctor mend secrets-missing sp500"],
        cured: true,
      },
      {
        when: "warns when requests refer to secrets that the DON does not hold",
        plant: ({ consumer }) => consumer.setSecrets(idOf("sp500"), "0xdead"),
        finds: ["warning secrets-outdated: doctor mend secrets-outdated sp500"],
        cured: true,
      },
      {
        when: "warns when requests carry signals that the program's file does not listen to",
        plant: ({ consumer, record }) => consumer.setSignals(idOf("sp500"), record.contracts!.ledger),
        finds: ["warning signals-differ: program update sp500"],
        cured: ["yes"],
      },
      {
        when: "finds a reference feed that says nothing",
        plant: ({ record }) => watch(record.contracts!.ledger),
        finds: ["critical feed-silent: program update sp500"],
        cured: ["yes"],
      },
      {
        when: "finds a reference feed that is older than two periods and a day",
        plant: async ({ record, ground: { network } }) => {
          await watch(record.services.linkUsdFeed);
          await network.setTime(network.time + 3 * DAY + 1);
        },
        finds: [
          "critical feed-stale: program update sp500",
          "warning program-stale: evolution perform sp500",
          "warning program-stale: evolution perform seattle-weather",
        ],
      },
      {
        when: "warns when gas is dearer than strangers may pay",
        plant: ({ reconfigure }) => reconfigure("sp500", { maxGasPrice: 1_500_000_000n }),
        finds: ["warning gas-price-high: program configure sp500 --gas-price 4"],
        cured: true,
      },
    ],
  );
});
