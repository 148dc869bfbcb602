/** A studio that runs on a local network with the world: programs deployed, days to live through. For tests. */
import { AbiCoder } from "ethers";

import {
  type LocalNetwork,
  type NetworkOptions,
  type RoundReport,
  startLocalNetwork,
} from "../../../simulations/network/index.ts";
import { type Deployment, type Work, deploy } from "../../../simulations/studio.ts";
import { type World, startWorld } from "../../../simulations/world/index.ts";

export const DAY = 86_400;
/** Longer than any program's settle delay. */
const LAG = 9 * DAY;
const SECRETS = { openaiKey: "sk-simulation", mistralKey: "mistral-simulation" };

export interface RunningStudio extends AsyncDisposable {
  readonly network: LocalNetwork;
  readonly world: World;
  readonly deployment: Deployment;
  readonly works: readonly Work[];
  /** Moves on by a day and lets Automation and the DON do what is due. */
  nextDay(): Promise<RoundReport[]>;
  /** Moves on by a day and does nothing. */
  skipDay(): Promise<void>;
  workOf(name: string): Work;
  stop(): Promise<void>;
}

/** @param from UTC day at which the programs' data begins to be needed */
export async function startStudio(
  programs: readonly string[],
  from: string,
  options: Pick<NetworkOptions, "aggregation"> = {},
): Promise<RunningStudio> {
  const initialTime = Date.parse(`${from}T00:00:00Z`) / 1_000 + LAG;
  let time = (): number => initialTime;
  const world = await startWorld({ nodes: 4, now: () => time() });
  let network: LocalNetwork | undefined;
  const stop = async (): Promise<void> => {
    await network?.stop();
    await world.stop();
  };
  try {
    const started = await startLocalNetwork({
      ...options,
      initialTime,
      proxyFor: (node) => world.proxyFor(node),
      caFile: world.caFile,
      secrets: SECRETS,
    });
    network = started;
    time = () => started.time;
    const deployment = await deploy(started, programs);
    const skipDay = (): Promise<void> => started.setTime(started.time + DAY);
    return {
      network: started,
      world,
      deployment,
      works: deployment.works,
      skipDay,
      nextDay: async () => {
        await skipDay();
        await started.automation.tick();
        return started.don.answerPending();
      },
      workOf: (name) => deployment.works.find(({ program }) => program.core.name === name)!,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `performData` that asks for programs and announces nothing. */
export const asking = (...programs: bigint[]): string =>
  AbiCoder.defaultAbiCoder().encode(["uint32[]", "uint32[]"], [programs, []]);
