/** Tasks run in this process, as the command line runs them, on a local network of their own. */
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HttpNetworkUserConfig } from "hardhat/types/config";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import config from "../../hardhat.config.ts";
import { Begun } from "../../simulations/begun.ts";
import { type Surroundings, startSurroundings } from "../../simulations/surroundings.ts";
import { deploymentFolder } from "../../tasks/common/record.ts";
import { withTerminal } from "../../tasks/common/terminal.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a task printed and how it ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Runs a task. What is missing of `args` has the option's default, as on the command line.
 *
 * @param answers given to its questions, in order; without them nobody is there to ask
 */
export async function runTask(
  hre: HardhatRuntimeEnvironment,
  words: string,
  args: Readonly<Record<string, unknown>> = {},
  answers?: readonly string[],
): Promise<Ended> {
  const [stdout, stderr, left]: string[][] = [[], [], [...(answers ?? [])]];
  let exitCode = 0;
  const ask = (question: string): Promise<string> => {
    stdout!.push(question);
    const answer = left!.shift();
    return answer === undefined
      ? Promise.reject(new Error(`Unexpected question: ${question}`))
      : Promise.resolve(answer);
  };
  const terminal = {
    print: (line: string) => void stdout!.push(line),
    note: (line: string) => void stderr!.push(line),
    ask: answers === undefined ? undefined : ask,
    exitCode: (code: number) => void (exitCode = code),
  };
  await withTerminal(terminal, () => hre.tasks.getTask(words.split(" ")).run(args));
  return { stdout: stdout!.join("\n"), stderr: stderr!.join("\n"), exitCode };
}

/** Hardhat as the command line starts it, pointed at an RPC address, with deployments in a folder of their own. */
export function hardhatAt(url: string, folder: string): Promise<HardhatRuntimeEnvironment> {
  const networks = { ...config.networks, localhost: { ...config.networks!.localhost!, url } as HttpNetworkUserConfig };
  const paths = { ...config.paths, ignition: folder };
  return createHardhatRuntimeEnvironment({ ...config, networks, paths }, { network: "localhost" }, ROOT);
}

export interface TaskGround extends Surroundings, AsyncDisposable {
  readonly hre: HardhatRuntimeEnvironment;
  readonly url: string;
  run(words: string, args?: Readonly<Record<string, unknown>>, answers?: readonly string[]): Promise<Ended>;
  /** Automation looks once, the DON answers once what waits. */
  look(): Promise<void>;
  /** Remembers chain and record; what it returns brings both back, any number of times. */
  checkpoint(): Promise<() => Promise<void>>;
}

/** 2012-03-01: recorded data of all programs with a recording lies around it. */
export const BEGINNING = Date.UTC(2012, 2, 1) / 1_000;

/**
 * A served local network without anything of ours on it. Blocks come with transactions only; nothing looks at the upkeeps but `look`. Whoever
 * calls it disposes of it.
 */
export async function startTaskGround(): Promise<TaskGround> {
  const begun = new Begun();
  try {
    const surroundings = await startSurroundings(begun, { from: BEGINNING });
    const { network, folder } = surroundings;
    // Real time must not pass between two blocks of a test: an hour is longer than any.
    const { url } = await network.serve(0, { blockSeconds: 3_600 });
    const home = path.join(folder, "ignition");
    await mkdir(home);
    const hre = await hardhatAt(url, home);
    return {
      ...surroundings,
      hre,
      url,
      run: (words, args, answers) => runTask(hre, words, args, answers),
      look: async () => {
        await network.automation.tick();
        await network.don.answerPending();
      },
      checkpoint: () => checkpoint(surroundings, hre),
      [Symbol.asyncDispose]: () => begun.stop(),
    };
  } catch (error) {
    await begun.stop();
    throw error;
  }
}

async function checkpoint({ network, world, folder }: Surroundings, hre: HardhatRuntimeEnvironment) {
  const kept = path.join(folder, `kept-${network.time}`);
  const live = deploymentFolder(hre, 31_337);
  const exists = await cp(live, kept, { recursive: true }).then(
    () => true,
    () => false,
  );
  const reset = await network.checkpoint();
  return async (): Promise<void> => {
    world.faults.clear();
    await Promise.all(network.nodes.map((node) => node.start()));
    await reset("goes back");
    await rm(live, { recursive: true, force: true });
    if (exists) await cp(kept, live, { recursive: true });
  };
}
