/** The list of everything that can be made to go wrong, and how to name it. */
import { chainFaults } from "./chain.ts";
import type { FaultOnCommand } from "./fault.ts";
import { nodeFaults } from "./nodes.ts";
import { worldFaults } from "./world.ts";

export {
  type Environment,
  type FaultOnCommand,
  type Lift,
  type OffChainFault,
  type Surroundings,
  type Target,
  applyAll,
} from "./fault.ts";

/** Every fault on command. */
export const faults: readonly FaultOnCommand[] = [...nodeFaults, ...worldFaults, ...chainFaults];

/**
 * The fault of a name.
 *
 * @throws Error that names the faults that are near
 */
export function faultOf(id: string): FaultOnCommand {
  const found = faults.find((fault) => fault.id === id);
  if (found !== undefined) return found;
  const [stem = ""] = id.split("-");
  const near = faults.filter((fault) => stem !== "" && fault.id.includes(stem)).map((fault) => fault.id);
  const hint = near.length > 0 ? `there are ${near.join(", ")}` : "npm start -- --faults lists all";
  throw new Error(`No fault is called "${id}"; ${hint}.`);
}
