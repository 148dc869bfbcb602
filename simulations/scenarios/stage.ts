/** Where scenarios are played: one network, world and deployment, which every scene finds as if just deployed. */
import { keccak256, toUtf8Bytes } from "ethers";

import { termsOf } from "../../functions-source/registration.ts";
import type { Environment } from "../faults/index.ts";
import type { LocalNetwork } from "../network/index.ts";
import { Begun } from "../begun.ts";
import { type Work, defaultLine, deploy } from "../studio.ts";
import { startSurroundings } from "../surroundings.ts";
import { Scene } from "./scene.ts";
import { type ProgramName, type Setting, startOf } from "./setting.ts";

export interface Stage extends Environment, AsyncDisposable {
  begin(part: string, setting: Setting): Promise<Scene>;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly nodes?: number;
  /** Told as soon as there is something to stop, so that a signal finds it. */
  readonly onStart?: (begun: { stop(): Promise<void> }) => void;
}

/** Before all scenes: the world's weather begins in 2012. */
const DEPLOYED_AT = Date.UTC(2012, 0, 1) / 1_000;
const PROGRAMS: readonly ProgramName[] = ["seattle-weather", "sp500"];
/** Whoever starts a stage disposes of it; whatever goes wrong in between has been ended before it is thrown. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const begun = new Begun();
  const stop = (): Promise<void> => begun.stop();
  options.onStart?.({ stop });
  try {
    const environment = await startEnvironment(begun, options.nodes ?? 4);
    const reset = await environment.network.checkpoint();
    let scenes = 0;
    const begin = async (part: string, setting: Setting): Promise<Scene> => {
      await makeEmpty(environment, reset);
      // A second later than the scene before, so that no request has an id that a node remembers.
      const work = await prepare(environment, setting, ++scenes);
      return new Scene(part, environment, work, setting, scenes);
    };
    return { ...environment, begin, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEnvironment(begun: Begun, nodes: number): Promise<Environment> {
  const { network, world } = await startSurroundings(begun, { nodes, from: DEPLOYED_AT });
  return { network, world, deployment: await deploy(network, PROGRAMS) };
}

type Reset = Awaited<ReturnType<LocalNetwork["checkpoint"]>>;

async function makeEmpty({ network, world }: Environment, reset: Reset): Promise<void> {
  world.faults.clear();
  await Promise.all(network.nodes.map((node) => node.start()));
  await reset("goes back");
}

async function prepare(environment: Environment, setting: Setting, second: number): Promise<Work> {
  const { network, deployment } = environment;
  const work = deployment.works.find(({ program }) => program.core.name === setting.program);
  if (work === undefined) throw new Error(`No ${setting.program} is deployed on this stage.`);
  await network.setTime(startOf(setting) + second);
  await network.setAggregation(setting.aggregation ?? "mode");
  for (const other of deployment.works) if (other !== work) await deployment.ledger.pause(other.id);
  const { terms, source, line } = setting;
  if (terms !== undefined || source !== undefined || line !== undefined) await amend(environment, work, setting);
  if (setting.secrets === false) await deployment.consumer.setSecrets(work.id, "0x");
  return work;
}

/** Registers what is different as a new version, as a curator would. */
async function amend({ deployment }: Environment, work: Work, { terms, source, line }: Setting): Promise<void> {
  const { ledger, consumer, subscriptionId } = deployment;
  let sourceHash = work.bundle.hash;
  if (source !== undefined) {
    const text = source(work.bundle.source);
    if (text === work.bundle.source)
      throw new Error(`The source of ${work.bundle.name} was to be changed and was not.`);
    sourceHash = keccak256(toUtf8Bytes(text));
    await consumer.storeSource(text);
  }
  if (terms !== undefined || source !== undefined)
    await ledger.updateProgram(work.id, { ...termsOf(work.program, work.bundle), ...terms, sourceHash });
  await consumer.configure(work.id, { sourceHash, subscriptionId, ...defaultLine, ...line });
}
