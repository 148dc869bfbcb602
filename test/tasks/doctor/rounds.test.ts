import { expect } from "chai";

import { sayBytes, sayError, sayWrongDigest } from "../../../simulations/faults/lies.ts";
import type { Distortion } from "../../../simulations/network/index.ts";
import { diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const EVERY_ATTEMPT = 3;
const DAY = 86_400;

describe("doctor, on what became of requests", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  /** Looks again and again, as soon as the next attempt is allowed. */
  async function attempt(times: number): Promise<void> {
    const { network } = patient.ground;
    for (let look = 0; look < times; look++) {
      const lines = await Promise.all([1, 2].map((program) => patient.consumer.lineOf(program)));
      await network.setTime(Math.max(network.time, ...lines.map(({ retryAt }) => Number(retryAt))));
      await patient.ground.look();
    }
  }

  /** What all nodes say, while something happens. */
  async function saying(distortion: Distortion, meanwhile: () => Promise<void>): Promise<void> {
    const { don, nodes } = patient.ground.network;
    const honest = nodes.map(({ index }) => don.distort(index, distortion));
    await meanwhile();
    honest.forEach((stop) => stop());
  }

  diagnoses(
    () => patient,
    [
      {
        when: "warns of errors that the DON answers, by their code",
        plant: () => saying(sayError("FEED_QUORUM:503,none"), () => attempt(1)),
        finds: [
          "warning answers-errored: evolution status sp500",
          "warning answers-errored: evolution status seattle-weather",
        ],
      },
      {
        when: "says nothing of one period that the last attempt settled",
        plant: async () => {
          await saying(sayError("FEED_QUORUM:503,none"), () => attempt(EVERY_ATTEMPT - 1));
          await attempt(1);
        },
        finds: [],
      },
      {
        when: "warns of answers that the ledger refuses, when all attempts are used up too",
        plant: () => saying(sayWrongDigest, () => attempt(EVERY_ATTEMPT)),
        finds: [
          "warning attempts-used: evolution status sp500",
          "warning attempts-used: evolution status seattle-weather",
          "warning answers-rejected: evolution status sp500",
          "warning answers-rejected: evolution status seattle-weather",
        ],
      },
      {
        when: "finds why requests cannot be sent, and that they could not",
        plant: async ({ strike }) => {
          await strike("subscription-drained");
          await attempt(EVERY_ATTEMPT);
        },
        finds: [
          "critical subscription-low: subscription fund --periods 60",
          "warning attempts-used: evolution status sp500",
          "warning attempts-used: evolution status seattle-weather",
          "warning requests-failed: evolution status sp500",
          "warning requests-failed: evolution status seattle-weather",
        ],
        cured: true,
      },
      {
        when: "warns of candidates that are not confirmed",
        plant: async ({ reconfigure, ground }) => {
          await reconfigure("sp500", { confirm: true });
          await ground.look();
          await saying(sayBytes(`0x${"00".repeat(128)}`), () => ground.look());
        },
        finds: ["warning candidates-dropped: evolution status sp500"],
      },
      {
        when: "finds several things at once, the critical ones first",
        plant: async ({ strike, ledger, consumer, record, rpc, ground }) => {
          await ledger.pause(record.programs.sp500!.id);
          await consumer.setSecrets(record.programs["seattle-weather"]!.id, "0x");
          await ledger.setConsumer(consumer, false);
          await ground.network.chainlink.registry.getFunction("pauseUpkeep").send(record.upkeep!.id);
          await strike("subscription-drained");
          await rpc("hardhat_setBalance", ground.network.accounts.deployer.address, "0x0");
        },
        finds: [
          "critical subscription-low: subscription fund --periods 60",
          "critical upkeep-paused: upkeep unpause",
          "critical consumer-may-not-settle: doctor mend consumer-may-not-settle",
          "warning program-paused: program unpause sp500",
          "warning secrets-missing: doctor mend secrets-missing seattle-weather",
          "warning account-poor: doctor --from 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        ],
      },
    ],
  );

  it("counts failures by reason in the periods that it was told", async () => {
    await saying(sayError("FEED_QUORUM:503,none"), () => attempt(2));
    await saying(sayError("CANDIDATE:122"), () => attempt(1));
    const { dueAt } = await patient.ledger.ask(patient.record.programs.sp500!.id);
    await patient.ground.network.setTime(Number(dueAt) + DAY);
    const sentences = async (periods: number): Promise<string[]> =>
      (await patient.examine({ periods })).findings
        .filter(({ name, program }) => name === "answers-errored" && program === "sp500")
        .map(({ sentence }) => sentence);
    expect(await sentences(2)).to.deep.equal([
      "sp500: the DON answered with an error in 1 of the last 2 periods (FEED_QUORUM 2, CANDIDATE 1).",
    ]);
    expect(await sentences(1)).to.deep.equal([]);
  });
});
