import { fail } from "../errors.ts";
import { MAX_REQUESTS } from "../limits.ts";
import type { Choice } from "../traits.ts";
import type { Ai } from "./ai.ts";
import type { Decide } from "./decide.ts";

/**
 * Two AIs vote with the rules, and one AI is asked again unless both say what the rules say: whoever did not answer, else
 * whoever sided with the rules, else the first. A sole AI is asked in place of both. Then, field by field:
 *
 * - Two answers or three, all alike: that. So the rules are overruled only by AIs that are of one mind.
 * - Answers that differ: the rules' value, if two of three say it. So an AI that wobbles decides nothing.
 * - One answer, since an AI was silent twice: the rules' value. So the outage of a vendor stops no program.
 *
 * Error: `AI_SPLIT` with what the AIs chose, field by field, nothing for one that did not answer.
 */
export const accord = (ais: readonly Ai[]): Decide =>
  function* (hear, budget, secrets, ruled) {
    const [first, second = first] = ais.filter(({ secret }) => secrets[secret]);
    if (!first) return undefined;
    const voices = yield* hear([first, second!]);
    const [one, other] = voices;
    if ("" + voices !== "" + [ruled, ruled] && budget.spent < MAX_REQUESTS)
      voices.push(...(yield* hear([one && (!other || "" + other === "" + ruled) ? second! : first])));
    const answers = voices.filter((voice) => voice) as Choice[];
    if (!answers[0]) return undefined;
    return ruled.map((rule, field) => {
      const said = answers.map((answer) => answer[field]!);
      if (answers[1] && new Set(said).size < 2) return said[0];
      const sides = said.filter((value) => value === rule).length;
      // A sole answer counts with the rules, or for want of a better one after three questions.
      return (answers[1] ? sides > 1 : sides + voices.length > 2) ? rule : fail("AI_SPLIT", voices);
    }) as unknown as Choice;
  };
