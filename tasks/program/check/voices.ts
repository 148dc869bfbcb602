/** Who is asked for a choice, found out by asking a program's own `decide` with AIs that are not there. */
import type { Ai, Secrets } from "../../../functions-source/ai/ai.ts";
import type { Hear } from "../../../functions-source/ai/hear.ts";
import { MAX_REQUESTS } from "../../../functions-source/limits.ts";
import type { Core } from "../../../functions-source/program.ts";
import type { Choice } from "../../../functions-source/traits.ts";

/** What a decision did. */
export interface Decision {
  /** The AIs of each turn. */
  readonly turns: readonly (readonly Ai[])[];
  readonly choice: Choice | undefined;
  /** Whether it asked for more than a run may. */
  readonly overBudget: boolean;
}

/** What the rules say, and an AI that says something else. */
export const RULED: Choice = [0, 0];
export const OTHER: Choice = [1, 1];

/** By secret's name: all keys are there. */
const KEYS: Secrets = new Proxy<Record<string, string>>({}, { get: () => "key" });

/**
 * Lets a program decide.
 *
 * @param spent requests that feeds took
 * @param says what an AI answers; undefined for nothing
 */
export function decision({ decide }: Core, spent: number, says: (ai: Ai) => Choice | undefined): Decision {
  const turns: (readonly Ai[])[] = [];
  const budget = { spent };
  let overBudget = false;
  // oxlint-disable-next-line require-yield -- nobody is asked outside
  const hear: Hear = function* (ais) {
    turns.push(ais);
    budget.spent += ais.length;
    overBudget ||= budget.spent > MAX_REQUESTS;
    if (overBudget) throw new Error("BUDGET");
    return ais.map(says);
  };
  try {
    const run = decide(hear, budget, KEYS, RULED);
    let step = run.next();
    while (!step.done) step = run.next([]);
    return { turns, choice: step.value, overBudget };
  } catch {
    return { turns, choice: undefined, overBudget };
  }
}

const nobody = (): undefined => undefined;

/** What is asked when nobody answers: as much as ever. */
export const atMost = (core: Core, spent: number): Decision => decision(core, spent, nobody);

/** All AIs of a program, in the order in which they are asked; ends also where a `decide` asks until somebody answers. */
export const aisOf = (core: Core): Ai[] => [...new Set(atMost(core, 0).turns.flat())];

/** Where an AI is asked; its secret's name where it does not say. */
export function hostOf({ ask, secret }: Ai): string {
  try {
    return new URL(ask("", "{}", {}, { [secret]: "key" })[0]).host;
  } catch {
    return secret;
  }
}
