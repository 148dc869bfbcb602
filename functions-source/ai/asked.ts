import type { Budget } from "../budget.ts";
import type { Core } from "../program.ts";
import type { Ai, Secrets } from "./ai.ts";
import type { Hear } from "./hear.ts";

/**
 * The AIs that a program asks under these secrets, found by letting it ask and answering nothing. For people who want to
 * know beforehand whose keys a run spends.
 */
export function askedBy({ decide }: Pick<Core, "decide">, secrets: Secrets): Ai[] {
  const asked = new Set<Ai>();
  const budget: Budget = { spent: 0 };
  // oxlint-disable-next-line require-yield -- nothing is sent
  const hear: Hear = function* (ais) {
    for (const ai of ais) asked.add(ai);
    return ais.map(() => undefined);
  };
  const steps = decide(hear, budget, secrets, [0, 0]);
  while (!steps.next([]).done);
  return [...asked];
}
