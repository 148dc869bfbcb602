import { fail } from "../errors.ts";
import { MAX_REQUESTS } from "../limits.ts";
import type { Choice } from "../traits.ts";
import type { Ai } from "./ai.ts";
import type { Decide } from "./decide.ts";

/**
 * Four voices, of which three must agree on every field: two AIs, the rules, and one AI asked again. So an AI that wobbles
 * decides nothing, and the rules are overruled only by AIs that are of one mind.
 *
 * The second question is saved when both AIs say what the rules say. It goes to the second AI if that one, and to the first
 * if any other, sided with the rules: who stands against them shall not be heard twice. A sole AI is asked in place of both.
 *
 * Error: `AI_SPLIT` with what the AIs chose, field by field, nothing for one that did not answer.
 */
export const accord = (ais: readonly Ai[]): Decide =>
  function* (hear, budget, secrets, ruled) {
    const [first, second = first] = ais.filter(({ secret }) => secrets[secret]);
    if (!first) return undefined;
    const voices = yield* hear([first, second!]);
    if ("" + voices !== "" + [ruled, ruled] && budget.spent < MAX_REQUESTS)
      voices.push(...(yield* hear(["" + voices[1] === "" + ruled ? second! : first])));
    if (!voices.some((voice) => voice)) return undefined;
    return ruled.map((rule, field) => {
      const said = [rule, ...voices.map((voice) => voice?.[field])];
      return said.find((one) => said.filter((other) => other === one).length > 2) ?? fail("AI_SPLIT", voices);
    }) as unknown as Choice;
  };
