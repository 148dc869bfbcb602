/** One period under a setting: attempts, candidates and confirmations, as contracts/consumers/FunctionsConsumer.sol makes them. */
import type { Core } from "../../functions-source/program.ts";
import { adversarial, heardFirst, report } from "./don.ts";
import type { Input } from "./inputs.ts";
import { type Observed, runNode } from "./node-run.ts";
import type { Setting } from "./setting.ts";

/** Attempts of a period, and of its confirmations: the deployments' default. */
const ATTEMPTS = 3;
/** Header and reading: what a candidate is known by, in `0x` and digits. */
const CANDIDATE_END = 2 + 128;

export interface Outcome {
  /** The answer that was settled; undefined for a gap. */
  readonly delivered: string | undefined;
  /** Whether only one node of the delivering round, or of candidate and confirmation together, computed it. */
  readonly alone: boolean;
  /** Whether all honest nodes of the first round returned the same bytes. */
  readonly allEqual: boolean;
  readonly rounds: number;
  readonly aiCalls: number;
}

export function livePeriod(core: Core, input: Input, setting: Setting, seed: string): Outcome {
  const { n, liars, confirmation } = setting;
  const honest = n - liars;
  let rounds = 0;
  let aiCalls = 0;
  let allEqual: boolean | undefined;

  const observe = (tail: string): { observed: Observed[]; round: string } => {
    const round = `${seed}|${input.period}|${rounds++}`;
    const observed = Array.from({ length: honest }, (_, node) =>
      runNode(core, tail, setting, { input: String(input.period), round, node }),
    );
    aiCalls += observed.reduce((sum, each) => sum + each.aiCalls, 0);
    allEqual ??= observed.every(({ result, error }) => result === observed[0]!.result && error === observed[0]!.error);
    return { observed, round };
  };
  const computedBy = (observed: readonly Observed[], answer: string): number[] =>
    observed.flatMap(({ result, error }, node) => (error === "0x" && result === answer ? [node] : []));
  const ended = (delivered: string | undefined, alone: boolean): Outcome => ({
    delivered,
    alone,
    allEqual: allEqual ?? false,
    rounds,
    aiCalls,
  });

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { observed, round } = observe(input.tail());
    const made = liars > 0 ? lied(observed, setting, input.faultless) : report(heardFirst(observed, setting, round), setting);
    if (made === undefined || made.error !== "0x") continue;
    const first = computedBy(observed, made.result);
    if (!confirmation) return ended(made.result, first.length + (liars > 0 && made.result !== input.faultless ? 1 : 0) <= 1);
    const confirming = observe(input.tail(made.result.slice(0, CANDIDATE_END)));
    const vouched =
      liars > 0
        ? vouchedFor(confirming.observed, setting, made.result, input.faultless)
        : report(heardFirst(confirming.observed, setting, confirming.round), setting);
    if (vouched?.error === "0x" && vouched.result === made.result) {
      const second = computedBy(confirming.observed, made.result);
      return ended(made.result, new Set([...first, ...second]).size + liars <= 1);
    }
  }
  return ended(undefined, false);
}

/** Liars have a wrong answer reported if they can, one that an honest node gave before one that nobody did; else nothing at all if they can. */
function lied(observed: readonly Observed[], setting: Setting, faultless: string) {
  const wrong = [...new Set(observed.filter(({ error }) => error === "0x").map(({ result }) => result))].filter(
    (result) => result !== faultless,
  );
  for (const wanted of [...wrong, forged(faultless)]) {
    const made = adversarial(observed, setting, wanted);
    if (made !== undefined) return made;
  }
  return silenced(observed, setting);
}

/** Liars vouch for a wrong candidate, and for a right one never. */
function vouchedFor(observed: readonly Observed[], setting: Setting, candidate: string, faultless: string) {
  if (candidate !== faultless) return adversarial(observed, setting, candidate);
  return silenced(observed, setting);
}

/** Liars err and hear honest nodes that err first: the report that is worst for the period. */
function silenced(observed: readonly Observed[], setting: Setting) {
  const f = Math.floor((setting.n - 1) / 3);
  const errors = Array.from({ length: setting.liars }, (_, index) => ({
    node: setting.n - 1 - index,
    result: "0x",
    error: "0x4c4945",
  }));
  const honest = observed
    .map((each, node) => ({ ...each, node }))
    .sort((a, b) => Number(a.error === "0x") - Number(b.error === "0x"));
  return report([...errors, ...honest].slice(0, 2 * f + 1), setting);
}

/** An answer with another mood and a digest that fits nothing honest: what only a liar says. */
function forged(faultless: string): string {
  return `${faultless.slice(0, 8)}ff${faultless.slice(10)}`;
}
