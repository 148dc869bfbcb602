/** A world and a network for one measurement. Ctrl-C ends them too, and leaves no folder behind. */
import { shutdownOnSignals } from "../simulations/network/index.ts";
import { Begun } from "../simulations/begun.ts";
import { type Surroundings, type SurroundingsOptions, startSurroundings } from "../simulations/surroundings.ts";

export type Local = Surroundings & AsyncDisposable;

let interrupted = false;

/** Whether a signal is ending everything: from then on whatever fails does so because of that. */
export const isInterrupted = (): boolean => interrupted;

/**
 * Starts both, with the network's clock as the world's.
 *
 * @param from Unix time in seconds that the chain begins at
 */
export async function openLocal(
  nodes: number,
  from: number,
  options: Pick<SurroundingsOptions, "stageServices"> = {},
): Promise<Local> {
  const begun = new Begun();
  const endNow = (): Promise<void> => {
    interrupted = true;
    return begun.stop();
  };
  const forget = shutdownOnSignals({ stop: endNow });
  const stop = (): Promise<void> => begun.stop().finally(forget);
  try {
    const surroundings = await startSurroundings(begun, { nodes, from, ...options });
    return { ...surroundings, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
