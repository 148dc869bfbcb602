import { fail } from "../errors.ts";
import { MAX_REQUESTS } from "../limits.ts";
import type { Choice } from "../traits.ts";
import type { Ai } from "./ai.ts";
import type { Decide } from "./decide.ts";

/**
 * For questions that the rules know little about: two AIs are asked, and unless they say the same the first that answered
 * is asked again. A sole AI is asked in place of both. Then, field by field:
 *
 * - What two answers say, also against the rules: one that wobbles decides nothing, nor does an outage of either vendor.
 * - Else what the rules say, if an AI says it, too.
 *
 * Error: `AI_SPLIT` with what the AIs chose, field by field, nothing for one that did not answer.
 */
export const majority = (ais: readonly Ai[]): Decide =>
  function* (hear, budget, secrets, ruled) {
    const [first, second = first] = ais.filter(({ secret }) => secrets[secret]);
    if (!first) return undefined;
    const voices = yield* hear([first, second!]);
    const [one, other] = voices;
    if ((!one || "" + one !== "" + other) && budget.spent < MAX_REQUESTS)
      voices.push(...(yield* hear([one ? first : second!])));
    const answers = voices.filter((voice) => voice) as Choice[];
    return (
      answers[0] &&
      (ruled.map((rule, field) => {
        const said = answers.map((answer) => answer[field]!);
        return (
          said.find((value, index) => said.indexOf(value) < index) ??
          (said.includes(rule) ? rule : fail("AI_SPLIT", voices))
        );
      }) as unknown as Choice)
    );
  };
