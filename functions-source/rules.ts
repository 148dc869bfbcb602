import type { State } from "./program.ts";
import type { Choice } from "./traits.ts";

/**
 * Decides without an AI: of the allowed states, ascending, the one nearest to that whose range contains the measure,
 * the lower of two; and its mood.
 */
export const decideByRules = (states: readonly State[], allowed: readonly number[], measure: bigint): Choice => {
  const target = states.findIndex(([, , , , upTo]) => !(measure > upTo!));
  const distance = (state: number) => Math.abs(state - target);
  const state = allowed.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  return [state, states[state]![2]];
};
