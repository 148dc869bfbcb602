/** One attempt of a period, as contracts/consumers/FunctionsConsumer.sol makes it: a question, its candidate, its confirmation. */
import { JUNK, imposed, isPreventable } from "./adversary.ts";
import type { Report } from "./don.ts";
import type { LiveRounds, Round } from "./live-rounds.ts";

/** The answer that an attempt settles the period with, and who said it; undefined when it came to nothing. */
export type Settled = Report | undefined;

/** Nobody lies: those who are heard first decide. */
export function amongHonest(rounds: LiveRounds, attempt: number): Settled {
  const asked = rounds.settle(rounds.foresee(attempt));
  if (asked.answer === undefined) return undefined;
  if (!rounds.setting.confirmation) return asked;
  const vouched = rounds.settle(rounds.foresee(attempt, asked.answer));
  return vouched.answer === asked.answer ? together(asked, vouched) : undefined;
}

/** Liars win the attempt if they can; otherwise they spoil it if they can, which costs the period an attempt. */
export function amongLiars(rounds: LiveRounds, attempt: number): Settled {
  const asked = rounds.foresee(attempt);
  rounds.hold(asked);
  const lie = rounds.setting.confirmation ? confirmedLie(rounds, attempt, asked) : imposedLie(rounds, asked);
  if (lie !== undefined) return lie;
  const { faultless } = rounds;
  if (faultless === undefined) return undefined;
  const settled = unspoilt(rounds, asked, faultless);
  if (settled === undefined || !rounds.setting.confirmation) return settled;
  const confirming = rounds.foresee(attempt, faultless);
  rounds.hold(confirming);
  const vouched = unspoilt(rounds, confirming, faultless);
  return vouched && together(settled, vouched);
}

/** What an honest node says wrongly, or words of the liars' own, which the ledger takes if they are well formed. */
function imposedLie(rounds: LiveRounds, asked: Round): Settled {
  return firstOf([...wrongOf(rounds, asked), JUNK[1]!], (lie) => imposed(asked.observed, rounds.setting, lie));
}

/** A candidate for which an honest node vouches: one that liars know will, or the one that they may hope for most. */
function confirmedLie(rounds: LiveRounds, attempt: number, asked: Round): Settled {
  const { setting, faultless } = rounds;
  // Honest nodes that all say the right thing leave no room, and nothing to find out.
  if (asked.observed.every(({ result }) => result === faultless)) return undefined;
  if (!setting.foresight) {
    const hoped = rounds.likeliestWrong();
    const candidate = hoped === undefined ? undefined : imposed(asked.observed, setting, hoped);
    return candidate && vouchedFor(rounds, attempt, candidate);
  }
  return firstOf(wrongOf(rounds, rounds.foreseeConfirmation(attempt)), (known) => {
    const candidate = imposed(asked.observed, setting, known);
    return candidate && vouchedFor(rounds, attempt, candidate);
  });
}

/** The liars' candidate is put to the honest nodes, and the liars vouch for it. */
function vouchedFor(rounds: LiveRounds, attempt: number, candidate: Report): Settled {
  const confirming = rounds.foresee(attempt, candidate.answer);
  rounds.hold(confirming);
  const vouched = imposed(confirming.observed, rounds.setting, candidate.answer!);
  return vouched && together(candidate, vouched);
}

function unspoilt({ setting }: LiveRounds, { observed }: Round, answer: string): Settled {
  if (isPreventable(observed, setting, answer)) return undefined;
  return {
    answer,
    by: observed.flatMap(({ result, error }, node) => (error === "0x" && result === answer ? [node] : [])),
  };
}

const together = (a: Report, b: Report): Report => ({ answer: a.answer, by: [...new Set([...a.by, ...b.by])] });

const wrongOf = ({ faultless }: LiveRounds, { observed }: Round): string[] => [
  ...new Set(
    observed.filter(({ result, error }) => error === "0x" && result !== faultless).map(({ result }) => result),
  ),
];

function firstOf<T, R>(items: readonly T[], made: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = made(item);
    if (result !== undefined) return result;
  }
  return undefined;
}
