/** One period under a setting: attempts, candidates and confirmations, as contracts/consumers/FunctionsConsumer.sol makes them. */
import { JUNK, imposed, isPreventable } from "./adversary.ts";
import { type Report, heardFirst, report } from "./don.ts";
import type { Nodes, Observed } from "./node-run.ts";
import type { Setting } from "./setting.ts";
import type { Input } from "./subject.ts";

/** Header and reading: what a candidate is known by, in `0x` and digits. */
const CANDIDATE_END = 2 + 128;

export interface Outcome {
  /** The answer that was settled; undefined for a gap. */
  readonly delivered: string | undefined;
  /** Nodes that said it in the round that settled it or, where that was a confirmation, in the round before. */
  readonly by: number;
  /** Whether all honest nodes of the first round returned the same bytes. */
  readonly allEqual: boolean;
  /** Answers and errors that the DON delivered. */
  readonly rounds: number;
  /** Of honest nodes. */
  readonly aiCalls: number;
}

/** @param faultless the answer that a faultless run gives; undefined when it gives none */
export function livePeriod(
  nodes: Nodes,
  input: Input,
  setting: Setting,
  seed: string,
  faultless: string | undefined,
): Outcome {
  let [rounds, aiCalls] = [0, 0];
  let allEqual: boolean | undefined;

  const observe = (tail: string, round: string): Observed[] =>
    Array.from({ length: setting.n - setting.liars }, (_, node) =>
      nodes.run(input, tail, setting, { input: seed, round: `${seed}|${round}`, node }),
    );
  /** A round that takes place: it is paid for. */
  const held = (observed: readonly Observed[]): void => {
    rounds++;
    for (const each of observed) aiCalls += each.aiCalls;
    allEqual ??= observed.every(({ result, error }) => result + error === observed[0]!.result + observed[0]!.error);
  };
  const asked = (round: string) => {
    const observed = observe(input.tail(), round);
    return { observed, first: (): Report => report(heardFirst(observed, setting, `${seed}|${round}`), setting) };
  };
  const confirming = (candidate: string, round: string) => {
    const observed = observe(input.tail(candidate.slice(0, CANDIDATE_END)), round);
    return { observed, first: (): Report => report(heardFirst(observed, setting, `${seed}|${round}`), setting) };
  };

  /** One attempt: who said the settled answer, and it; undefined when the attempt came to nothing. */
  const attempt = (number: number): Report | undefined =>
    setting.liars > 0 ? attemptAmongLiars(number) : attemptAmongHonest(number);

  const attemptAmongHonest = (number: number): Report | undefined => {
    const { observed, first } = asked(`${number}`);
    held(observed);
    const made = first();
    if (made.answer === undefined || !setting.confirmation) return made;
    const second = confirming(made.answer, `${number}c`);
    held(second.observed);
    const vouched = second.first();
    return vouched.answer === made.answer ? together(made, vouched) : undefined;
  };

  const attemptAmongLiars = (number: number): Report | undefined => {
    const { observed } = asked(`${number}`);
    held(observed);
    const lie = setting.confirmation ? confirmedLie(observed, number) : imposedLie(observed);
    if (lie !== undefined) return lie;
    // They cannot win this attempt: what they can spoil costs the period an attempt.
    if (faultless === undefined || isPreventable(observed, setting, faultless)) return undefined;
    const settled = { answer: faultless, by: saying(observed, faultless) };
    if (!setting.confirmation) return settled;
    const second = confirming(faultless, `${number}c`);
    held(second.observed);
    if (isPreventable(second.observed, setting, faultless)) return undefined;
    return together(settled, { answer: faultless, by: saying(second.observed, faultless) });
  };

  /** Whatever an honest node says wrongly, or else words of the liars' own, which the ledger takes if they are well formed. */
  const imposedLie = (observed: readonly Observed[]): Report | undefined =>
    first([...wrongOf(observed, faultless), JUNK[1]!], (wanted) => imposed(observed, setting, wanted));

  /** A candidate for which an honest node will vouch. */
  const confirmedLie = (observed: readonly Observed[], number: number): Report | undefined => {
    const foreseen = observe(input.tail(), `${number}c`);
    const lie = first(wrongOf(foreseen, faultless), (wanted) => {
      const made = imposed(observed, setting, wanted);
      const vouched = made && imposed(confirming(wanted, `${number}c`).observed, setting, wanted);
      return vouched && together(made, vouched);
    });
    if (lie !== undefined) held(foreseen);
    return lie;
  };

  for (let number = 0; number < setting.attempts; number++) {
    const settled = attempt(number);
    if (settled?.answer !== undefined)
      return { delivered: settled.answer, by: settled.by.length, allEqual: allEqual!, rounds, aiCalls };
  }
  return { delivered: undefined, by: 0, allEqual: allEqual!, rounds, aiCalls };
}

const together = (a: Report, b: Report): Report => ({ answer: a.answer, by: [...new Set([...a.by, ...b.by])] });

const saying = (observed: readonly Observed[], answer: string): number[] =>
  observed.flatMap(({ result, error }, node) => (error === "0x" && result === answer ? [node] : []));

const wrongOf = (observed: readonly Observed[], faultless: string | undefined): string[] => [
  ...new Set(
    observed.filter(({ result, error }) => error === "0x" && result !== faultless).map(({ result }) => result),
  ),
];

function first<T, R>(items: readonly T[], made: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = made(item);
    if (result !== undefined) return result;
  }
  return undefined;
}
