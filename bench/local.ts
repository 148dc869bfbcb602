/** A world and a network for one measurement. Ctrl-C ends them too, and leaves no folder behind. */
import { type LocalNetwork, shutdownOnSignals, startLocalNetwork } from "../simulations/network/index.ts";
import { createTempFolder, removeTempFolder } from "../simulations/network/temp-folder.ts";
import { Begun } from "../simulations/story/begun.ts";
import { type World, startWorld } from "../simulations/world/index.ts";

/** Keys that the stand-ins accept. */
export const SECRETS = { openaiKey: "sk-simulation", anthropicKey: "sk-ant-simulation" };

export interface Local extends AsyncDisposable {
  readonly world: World;
  readonly network: LocalNetwork;
  /** For whatever the measurement writes; removed at the end, and swept by the next start if this one is killed. */
  readonly folder: string;
}

let interrupted = false;

/** Whether a signal is ending everything: from then on whatever fails does so because of that. */
export const isInterrupted = (): boolean => interrupted;

/**
 * Starts both, with the network's clock as the world's.
 *
 * @param from Unix time in seconds that the chain begins at
 */
export async function openLocal(nodes: number, from: number): Promise<Local> {
  const begun = new Begun();
  const endNow = (): Promise<void> => {
    interrupted = true;
    return begun.stop();
  };
  const forget = shutdownOnSignals({ stop: endNow });
  const stop = (): Promise<void> => begun.stop().finally(forget);
  try {
    const { folder } = await begun.begin(async () => {
      const made = await createTempFolder();
      return { folder: made, stop: () => removeTempFolder(made) };
    });
    let time = (): number => from;
    const world = await begun.begin(() => startWorld({ nodes, now: () => time(), dir: folder }));
    const network = await begun.begin(() =>
      startLocalNetwork({
        nodes,
        initialTime: from,
        proxyFor: (node) => world.proxyFor(node),
        caFile: world.caFile,
        secrets: SECRETS,
      }),
    );
    time = () => network.time;
    return { world, network, folder, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
