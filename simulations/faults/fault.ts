/** What a fault on command is: one named value that can be applied to a running environment and lifted again. */
import type { LocalNetwork } from "../network/index.ts";
import type { Deployment } from "../studio.ts";
import type { World } from "../world/index.ts";

/** Everything that faults strike. */
export interface Environment {
  readonly network: LocalNetwork;
  readonly world: World;
  readonly deployment: Deployment;
}

/** Narrows a fault down; each fault says what it looks at. */
export interface Target {
  /** Indices of nodes, where a fault strikes nodes or what they reach. */
  readonly nodes?: readonly number[];
  /** Unix seconds of the world's time, where a fault strikes the world. */
  readonly from?: number;
  readonly until?: number;
}

/** Takes one applied fault away again; a second call does nothing. */
export type Lift = () => Promise<void>;

export interface FaultOnCommand {
  /** By which a command line names it. */
  readonly id: string;
  /** What happens while it lasts. */
  readonly sentence: string;
  readonly strikes: "nodes" | "world" | "chain";
  apply(environment: Environment, target?: Target): Promise<Lift>;
}

/** A lift that acts once. */
export function once(act: () => void | Promise<void>): Lift {
  let lifted = false;
  return async () => {
    if (lifted) return;
    lifted = true;
    await act();
  };
}

/** Applies several faults; what it returns lifts them in reverse order, and so does a failure half way. */
export async function applyAll(
  environment: Environment,
  faults: readonly (readonly [FaultOnCommand, Target?])[],
): Promise<Lift> {
  const lifts: Lift[] = [];
  const lift = once(async () => {
    for (const each of lifts.toReversed()) await each();
  });
  try {
    for (const [fault, target] of faults) lifts.push(await fault.apply(environment, target));
    return lift;
  } catch (error) {
    await lift();
    throw error;
  }
}
