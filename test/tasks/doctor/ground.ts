/** A deployment of two programs for the doctor, and ways to break it. */
import { expect } from "chai";
import type { Result } from "ethers";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import type { DeploymentRecord } from "../../../tasks/common/record.ts";
import { deploymentFolder } from "../../../tasks/common/record.ts";
import { chainFaults } from "../../../simulations/faults/chain.ts";
import type { Environment } from "../../../simulations/faults/fault.ts";
import type { LineConfigStruct } from "../../../types/ethers-contracts/contracts/consumers/FunctionsConsumer.ts";
import type { TermsStruct } from "../../../types/ethers-contracts/contracts/evolution/EvolutionLedger.ts";
import type { AccessManager, EvolutionLedger, FunctionsConsumer } from "../../../types/ethers-contracts/index.ts";
import { type Ended, type TaskGround, startTaskGround } from "../studio.ts";
import { follow } from "./remedy.ts";

export const PROGRAMS = ["sp500", "seattle-weather"] as const;
export type Name = (typeof PROGRAMS)[number];

/** As `doctor --json` prints them. */
export interface ToldFinding {
  readonly name: string;
  readonly severity: "warning" | "critical";
  readonly sentence: string;
  readonly remedy: string;
  readonly program?: string;
}

export interface Examined {
  readonly exitCode: number;
  readonly findings: readonly ToldFinding[];
  readonly checked: readonly string[];
  readonly skipped: readonly string[];
}

export interface Patient extends AsyncDisposable {
  readonly ground: TaskGround;
  readonly record: DeploymentRecord;
  readonly ledger: EvolutionLedger;
  readonly consumer: FunctionsConsumer;
  readonly manager: AccessManager;
  /** Back to the deployment as it was, record and all. */
  heal(): Promise<void>;
  examine(args?: Readonly<Record<string, unknown>>): Promise<Examined>;
  /** Runs a remedy as it was printed. */
  follow(remedy: string, answers?: readonly string[]): Promise<Ended>;
  /** The DON answers until something is done. */
  whileAnswering<T>(doing: Promise<T>): Promise<T>;
  /** One of the simulations' faults of the chain. */
  strike(fault: string): Promise<void>;
  rewrite(change: (record: DeploymentRecord) => DeploymentRecord): Promise<void>;
  /** The configuration of a program's requests, changed. */
  reconfigure(program: Name, changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** A program's terms in force, as they are registered. */
  termsOf(program: Name): Promise<TermsStruct>;
  /** A new version of a program's terms, changed. */
  update(program: Name, changes: Readonly<Record<string, unknown>>): Promise<void>;
  rpc(method: string, ...params: unknown[]): Promise<unknown>;
  /** Moves the clock so that the next period of the program is due, `after` seconds later. */
  untilDue(program: number, after?: number): Promise<void>;
}

export async function startPatient(): Promise<Patient> {
  const ground = await startTaskGround();
  try {
    const { exitCode, stderr } = await ground.run("deploy", { programs: PROGRAMS.join(","), yes: true });
    expect(exitCode, stderr).to.equal(0);
    return await patientOn(ground);
  } catch (error) {
    await ground[Symbol.asyncDispose]();
    throw error;
  }
}

async function patientOn(ground: TaskGround): Promise<Patient> {
  const { network, hre } = ground;
  const file = path.join(deploymentFolder(hre, 31_337), "imago.json");
  const record = JSON.parse(await readFile(file, "utf8")) as DeploymentRecord;
  const { contracts } = record;
  const ledger = await network.ethers.getContractAt("EvolutionLedger", contracts!.ledger);
  const consumer = await network.ethers.getContractAt("FunctionsConsumer", contracts!.consumer);
  const manager = await network.ethers.getContractAt("AccessManager", contracts!.manager);
  const heal = await ground.checkpoint();
  const environment: Environment = {
    ...ground,
    deployment: {
      ...{ ledger, consumer },
      subscriptionId: BigInt(record.subscriptionId!),
      upkeep: { id: BigInt(record.upkeep!.id), forwarder: record.upkeep!.forwarder },
      works: [],
    },
  };
  const termsOf = async (program: Name): Promise<TermsStruct> => {
    const { id } = record.programs[program]!;
    return plain<TermsStruct>(await ledger.termsOf(id, await ledger.versionOf(id)));
  };
  return {
    ...{ termsOf, ground, record, ledger, consumer, manager, heal },
    examine: async (args = {}) => {
      const { exitCode, stdout, stderr } = await ground.run("doctor", { json: true, ...args });
      expect(stderr).to.equal("");
      return { exitCode, ...(JSON.parse(stdout) as Omit<Examined, "exitCode">) };
    },
    follow: (remedy, answers) => follow(ground, remedy, answers),
    whileAnswering: async (doing) => {
      const over = new AbortController();
      const ended = doing.finally(() => over.abort());
      while (!over.signal.aborted) await network.don.answerPending();
      return ended;
    },
    strike: async (id) => {
      const fault = chainFaults.find((each) => each.id === id);
      if (fault === undefined) throw new Error(`There is no fault "${id}".`);
      await fault.apply(environment);
    },
    rewrite: (change) => writeFile(file, JSON.stringify(change(record))),
    reconfigure: async (program, changes) => {
      const { id } = record.programs[program]!;
      const { config } = await consumer.configOf(id);
      await consumer.configure(id, { ...plain<LineConfigStruct>(config), ...changes });
    },
    update: async (program, changes) => {
      await ledger.updateProgram(record.programs[program]!.id, { ...(await termsOf(program)), ...changes });
    },
    rpc: (method, ...params) => network.provider.request({ method, params }),
    untilDue: async (program, after = 0) => {
      const { due, dueAt, version } = await ledger.ask(program);
      const { periodLength } = await ledger.termsOf(program, version);
      const at = Number(due ? dueAt : dueAt + periodLength) + after;
      await network.setTime(Math.max(network.time, at));
    },
    [Symbol.asyncDispose]: () => ground[Symbol.asyncDispose](),
  };
}

/** What a contract returned, as it takes it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows which struct it is
function plain<T>(returned: unknown): T {
  return (returned as Result).toObject(true) as T;
}
