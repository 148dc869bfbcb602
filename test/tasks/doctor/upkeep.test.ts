import { MaxUint256 } from "ethers";

import { diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const LINK = 10n ** 18n;

describe("doctor, on the upkeep", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  const call = (method: string, ...args: unknown[]) =>
    patient.ground.network.chainlink.registry.getFunction(method).send(...args);

  diagnoses(
    () => patient,
    [
      {
        when: "finds an empty upkeep",
        plant: ({ strike }) => strike("upkeep-drained"),
        finds: ["critical upkeep-underfunded: upkeep fund --periods 60"],
        cured: true,
      },
      {
        when: "finds an upkeep that is about to reach the registry's minimum",
        plant: async ({ strike, record, ground: { network } }) => {
          const { link, registry } = network.chainlink;
          const minimum = (await registry.getFunction("getMinBalance").staticCall(record.upkeep!.id)) as bigint;
          await strike("upkeep-drained");
          await (await link.getFunction("approve").send(registry.target, MaxUint256)).wait();
          await call("addFunds", record.upkeep!.id, minimum + LINK / 10n);
        },
        finds: ["critical upkeep-low: upkeep fund --periods 60"],
        cured: true,
      },
      {
        when: "finds a paused upkeep",
        plant: ({ record }) => call("pauseUpkeep", record.upkeep!.id),
        finds: ["critical upkeep-paused: upkeep unpause"],
        cured: true,
      },
      {
        when: "finds a cancelled upkeep",
        plant: ({ record }) => call("cancelUpkeep", record.upkeep!.id),
        finds: ["critical upkeep-cancelled: upkeep register --periods 60"],
        cured: true,
      },
      {
        when: "finds an upkeep of another contract",
        plant: async ({ rewrite, record, ground: { network } }) => {
          const admin = network.accounts.deployer;
          const target = record.contracts!.ledger;
          const other = await network.registerUpkeep({ target, gasLimit: 1_500_000, admin, juels: 50n * LINK });
          await rewrite((old) => ({ ...old, upkeep: { ...other, id: other.id.toString() } }));
        },
        finds: ["critical upkeep-wrong-target: upkeep cancel", "critical forwarder-not-performer: upkeep register"],
        cured: ["yes"],
      },
      {
        when: "finds an upkeep with too little gas for all programs at once",
        plant: ({ record }) => call("setUpkeepGasLimit", record.upkeep!.id, 400_000),
        finds: ["critical upkeep-gas-low: doctor mend upkeep-gas-low"],
        cured: true,
      },
      {
        when: "finds a forwarder that may not perform",
        plant: ({ consumer, record }) => consumer.setPerformer(record.upkeep!.forwarder, false),
        finds: ["critical forwarder-not-performer: upkeep register"],
        cured: true,
      },
    ],
  );
});
