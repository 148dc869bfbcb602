import type { Ai } from "./ai.ts";
import type { Decide } from "./decide.ts";

/**
 * Asks the AIs whose keys exist in turn and believes the first that answers. The cheapest way, and the one on which nodes
 * agree least: `docs/agreement.md`.
 */
export const inTurn = (ais: readonly Ai[]): Decide =>
  function* (hear, _, secrets) {
    for (const ai of ais.filter(({ secret }) => secrets[secret])) {
      const [chosen] = yield* hear([ai]);
      if (chosen) return chosen;
    }
    return undefined;
  };
