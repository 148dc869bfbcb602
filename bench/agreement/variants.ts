/** Programs with one fault each, by which rules of `program check` are measured. */
import { inTurn } from "../../functions-source/ai/inTurn.ts";
import { mistral } from "../../functions-source/ai/mistral.ts";
import { openai } from "../../functions-source/ai/openai.ts";
import { difference } from "../../functions-source/measures.ts";
import type { Core } from "../../functions-source/program.ts";
import { loadProgram } from "../../functions-source/programs.ts";
import { firstWithWitness } from "../../functions-source/select.ts";
import { candleAt } from "../../simulations/world/bitcoin.ts";
import { dayOfDate } from "../../simulations/world/days.ts";
import { fractionOf } from "../../simulations/world/hash.ts";
import { type Days, programSubject } from "./program.ts";
import { FAILING } from "./replies.ts";
import type { Subject } from "./subject.ts";

const FROM = dayOfDate(2025, 1, 1);
const YEAR = 365;

/** The usual distance of two exchanges in that year, in cents. */
export function spreadOfYear(): bigint {
  const distances = Array.from({ length: YEAR }, (_, day) =>
    Math.abs(candleAt("coinbase", FROM + day)!.close - candleAt("kraken", FROM + day)!.close),
  );
  return BigInt(distances.toSorted((a, b) => a - b)[YEAR >> 1]!);
}

const bitcoin = (changes: Partial<Core>, days: Partial<Days> = {}): Promise<Subject> =>
  changed("bitcoin", changes, days);

async function changed(name: string, changes: Partial<Core>, days: Partial<Days> = {}): Promise<Subject> {
  const program = await loadProgram(name);
  return programSubject({ ...program, core: { ...program.core, ...changes } }, "two and rules", days);
}

/** Half of the nodes ask the station before it has the day. */
async function notYet(): Promise<Subject> {
  const subject = await changed("seattle-weather", {});
  return {
    ...subject,
    meets: (input, asked, setting, call) =>
      asked.service === "ncei" && fractionOf(`not yet|${call.round}|${call.node}`) < 0.5
        ? FAILING
        : subject.meets(input, asked, setting, call),
  };
}

/** A fault for each name, and what some are to be compared with. */
export const VARIANTS = {
  "three feeds at once": () => bitcoin({ atOnce: 3 }),
  "three feeds, three AIs in turn": () => bitcoin({ atOnce: 3, decide: inTurn([openai, mistral, openai]) }),
  "quantum of one spread": () => bitcoin({ quantum: spreadOfYear() }),
  "quantum of ten spreads": () => bitcoin({ quantum: 10n * spreadOfYear() }),
  "quantum of ten spreads, quiet days, too": () => bitcoin({ quantum: 10n * spreadOfYear() }, { every: true }),
  "quantum of twenty spreads": () => bitcoin({ quantum: 20n * spreadOfYear() }),
  "quantum of a hundred spreads": () => bitcoin({ quantum: 100n * spreadOfYear() }),
  "a witness within half a spread": () =>
    bitcoin({ quantum: 10n * spreadOfYear(), select: firstWithWitness(spreadOfYear() / 2n) }, { every: true }),
  "threshold of one quantum": () => bitcoin({ moved: difference, threshold: 50_000n }, { every: true }),
  "threshold of four quanta": () => bitcoin({ moved: difference, threshold: 200_000n }, { every: true }),
  "a source not there yet": notYet,
  "no look back": () => changed("sp500", { maxAge: 0 }, { every: true }),
} as const satisfies Record<string, () => Promise<Subject>>;

export type VariantName = keyof typeof VARIANTS;
