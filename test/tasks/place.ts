/** A deployment for the tests of one noun: started once, found as it was deployed by every test. */
import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { type DeploymentRecord, deploymentFolder } from "../../tasks/common/record.ts";
import type { ServiceContracts } from "../../tasks/operations/services.ts";
import { type Ended, type TaskGround, startTaskGround } from "./studio.ts";

type Args = Readonly<Record<string, unknown>>;

export interface Refusal {
  readonly args?: Args;
  readonly answers?: readonly string[];
  /** 1 where a state stands against it, 2 for what cannot be meant. */
  readonly code: 1 | 2;
  /** Of standard error. */
  readonly says: RegExp;
}

export interface Place {
  readonly ground: TaskGround;
  readonly services: ServiceContracts;
  readonly record: () => Promise<DeploymentRecord>;
  /** Runs a task that has to succeed; its standard output. */
  done(words: string, args?: Args, answers?: readonly string[]): Promise<string>;
  /** Runs a task that has to fail as told, without a transaction and without a change of the record. */
  refused(words: string, refusal: Refusal): Promise<void>;
  /** Hands LINK of the network's treasury to one of its accounts, by its place. */
  giveLink(account: number, juels: bigint): Promise<void>;
}

/** To be called in a `describe`. */
export function place(programs = "sp500"): Place {
  let ground: TaskGround;
  let reset: () => Promise<void>;
  before(async () => {
    ground = await startTaskGround();
    const { exitCode, stderr } = await ground.run("deploy", { programs, yes: true });
    expect(exitCode, stderr).to.equal(0);
    reset = await ground.checkpoint();
  });
  after(() => ground?.[Symbol.asyncDispose]());
  afterEach(() => reset());

  const services = () => ground.network.chainlink as unknown as ServiceContracts;
  const readText = () => readFile(path.join(deploymentFolder(ground.hre, 31_337), "imago.json"), "utf8");
  const state = async () => [await ground.network.ethers.provider.getBlockNumber(), await readText()];
  return {
    get ground() {
      return ground;
    },
    get services() {
      return services();
    },
    record: async () => JSON.parse(await readText()) as DeploymentRecord,
    done: async (words, args, answers) => successful(await ground.run(words, args, answers)),
    refused: async (words, { args, answers, code, says }) => {
      const before = await state();
      const { exitCode, stderr } = await ground.run(words, args, answers);
      expect(stderr).to.match(says);
      expect(exitCode).to.equal(code);
      expect(await state()).to.deep.equal(before);
    },
    giveLink: async (account, juels) => {
      const [, ...users] = await ground.network.ethers.getSigners();
      await (await services().link.transfer(users[account - 1]!, juels)).wait();
    },
  };
}

function successful({ stdout, stderr, exitCode }: Ended): string {
  expect(exitCode, stderr).to.equal(0);
  return stdout;
}

export const LINK = 10n ** 18n;
