/** What a fault on command is: one named value that can be applied to a running environment and lifted again. */
import type { Don, LocalNetwork, NodeHandle } from "../network/index.ts";
import type { Deployment, Work } from "../studio.ts";
import type { World } from "../world/index.ts";

/** What faults of nodes and of the world strike: it needs no chain. */
export interface Surroundings {
  readonly network: { readonly nodes: readonly NodeHandle[]; readonly don: Pick<Don, "distort"> };
  readonly world: World;
  readonly deployment: { readonly works: readonly Pick<Work, "program" | "id">[] };
}

/** Everything that faults strike. */
export interface Environment extends Surroundings {
  readonly network: LocalNetwork;
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

interface Described {
  /** By which a command line names it. */
  readonly id: string;
  /** What happens while it lasts. */
  readonly sentence: string;
}

/** A fault that strikes without a chain, too. */
export interface OffChainFault extends Described {
  readonly strikes: "nodes" | "world";
  apply(surroundings: Surroundings, target?: Target): Promise<Lift>;
}

export interface ChainFault extends Described {
  readonly strikes: "chain";
  apply(environment: Environment, target?: Target): Promise<Lift>;
}

export type FaultOnCommand = OffChainFault | ChainFault;

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
export async function applyAll<E>(
  environment: E,
  faults: readonly (readonly [{ apply(environment: E, target?: Target): Promise<Lift> }, Target?])[],
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
