/** A ground with the program sp500 deployed, for all suites of a noun. */
import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { type DeploymentRecord, deploymentFolder } from "../../../tasks/common/record.ts";
import type { EvolutionLedger, FunctionsConsumer, ImagoCollection } from "../../../types/ethers-contracts/index.ts";
import { type Ended, type TaskGround, startTaskGround } from "../studio.ts";

export interface Deployed {
  readonly ledger: EvolutionLedger;
  readonly consumer: FunctionsConsumer;
  readonly collection: ImagoCollection;
  /** In the ledger. */
  readonly id: number;
}

export interface Ground extends TaskGround {
  /** The contracts, and a program by name. */
  deployed(name?: string): Promise<Deployed>;
  record(): Promise<DeploymentRecord>;
  /** Lives until the next period that is due has been asked for and answered. */
  settle(): Promise<void>;
  /**
   * No feed of sp500 answers from now on. An hour passes before: nodes remember what they answered to a request, and one of the same second in
   * another test would be the same request.
   */
  failFeeds(): Promise<void>;
  /** Runs a task that must fail without a transaction. */
  refused(words: string, args?: Readonly<Record<string, unknown>>, answers?: readonly string[]): Promise<Ended>;
}

/** To be called in a `describe`: starts a ground before its tests, and brings it back after each of them. */
export function deployedGround(): () => Ground {
  let ground: Ground;
  let reset: () => Promise<void>;
  before(async () => {
    ground = complete(await startTaskGround());
    const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500", yes: true });
    expect(exitCode, stderr).to.equal(0);
    reset = await ground.checkpoint();
  });
  after(() => ground[Symbol.asyncDispose]());
  afterEach(() => reset());
  return () => ground;
}

function complete(ground: TaskGround): Ground {
  const { network, hre } = ground;
  const recordFile = path.join(deploymentFolder(hre, 31_337), "imago.json");
  const record = async () => JSON.parse(await readFile(recordFile, "utf8")) as DeploymentRecord;
  const deployed = async (name = "sp500"): Promise<Deployed> => {
    const { contracts, programs } = await record();
    const { id, collection } = programs[name]!;
    return {
      id,
      ledger: await network.ethers.getContractAt("EvolutionLedger", contracts!.ledger),
      consumer: await network.ethers.getContractAt("FunctionsConsumer", contracts!.consumer),
      collection: await network.ethers.getContractAt("ImagoCollection", collection),
    };
  };
  return Object.assign(ground, {
    record,
    deployed,
    settle: async () => {
      const { ledger, id } = await deployed();
      const { due, dueAt } = await ledger.ask(id);
      const next = due ? network.time : Number(dueAt) + 86_400;
      await network.setTime(Math.max(network.time, next));
      await ground.look();
    },
    failFeeds: async () => {
      await network.setTime(network.time + 3_600);
      for (const service of ["cboe", "yahoo", "fred"] as const) ground.world.faults.add({ kind: "down", service });
    },
    refused: async (words: string, args?: Readonly<Record<string, unknown>>, answers?: readonly string[]) => {
      const before = await network.ethers.provider.getBlockNumber();
      const ended = await ground.run(words, args, answers);
      expect(await network.ethers.provider.getBlockNumber(), "a block was mined").to.equal(before);
      expect(ended.exitCode, ended.stdout).to.not.equal(0);
      return ended;
    },
  });
}

/** Whether every line fits a terminal of 80 columns. */
export function expectNarrow(text: string): void {
  for (const line of text.split("\n")) expect(line.length, line).to.be.at.most(80);
}

/** The second line of a failure. */
export function remedyOf({ stderr }: Ended): string | undefined {
  return /^ {2}try: (.*)$/m.exec(stderr)?.[1];
}

/** A moment in the minute that begins then: time runs while a network is served. */
export function about(minute: string): string {
  return `${minute}(:\\d\\d)? UTC`;
}
