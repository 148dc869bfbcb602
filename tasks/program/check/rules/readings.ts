/** Whether nodes that hear other sources still come to the same reading. */
import { isTakenFromSeveral } from "../subject.ts";
import { usualSpread } from "../scale.ts";
import type { Sample, SampledDay } from "../sample.ts";
import type { Rule } from "../rule.ts";

/** Share of days without a reading from which on it is no accident. */
const TOO_MANY = 0.05;
/** How many spreads a quantum is to have. */
const SPREADS = 10n;

const quantumTooSmall: Rule = {
  name: "quantum-too-small",
  finds: "a quantum below ten times the sources' usual distance",
  severity: "warning",
  why: "A node that misses one source takes the next one's value, and only a coarse quantum makes both the same reading.",
  figure: { of: "spread", share: "wrong", lied: true, than: "tenSpreads" },
  needs: "sample",
  find(subject) {
    const { core, program, sample } = subject;
    const spread = usualSpread(subject);
    if (!isTakenFromSeveral(core) || core.quantum >= SPREADS * spread) return undefined;
    return {
      saw:
        `The quantum is ${core.quantum} ${program.unit}, and the sources usually lie ${spread} apart: of ` +
        `${days(sample!)}, ${percentOf(worstSplit(sample!))} have another reading for a node that misses one source.`,
      change: `quantum: ${SPREADS * spread}n or more`,
    };
  },
};

const witnessTooStrict: Rule = {
  name: "witness-too-strict",
  finds: "sources that often have no witness within the program's spread",
  severity: "critical",
  why: "A day on which no source has a witness has no reading on any node, and no attempt helps.",
  figure: { of: "tooStrict", share: "none", than: "tenSpreads" },
  needs: "sample",
  find(subject) {
    const { core, sample } = subject;
    const answered = sample!.days.filter(({ values }) => values.every((value) => value !== undefined));
    const without = answered.filter(({ reading }) => reading === undefined);
    const share = without.length / Math.max(1, answered.length);
    if (share <= TOO_MANY) return undefined;
    return {
      saw: `On ${percentOf(share)} of ${days(sample!)} all ${core.feeds.length} sources answer, and there is no reading: they lie ${usualSpread(subject)} apart as a rule.`,
      change: "give `select` a wider spread, or take sources that measure the same",
    };
  },
};

/** Of the source that is missed most, the share of days on which it makes another reading. */
function worstSplit({ days: all }: Sample): number {
  const both = (day: SampledDay, feed: number): boolean =>
    day.reading !== undefined && day.without[feed] !== undefined && day.without[feed] !== day.reading;
  const shares = all[0]!.without.map((_, feed) => all.filter((day) => both(day, feed)).length / all.length);
  return Math.max(...shares);
}

/** @example days(sample) // "240 made-up days" */
export const days = ({ days: all, madeUp }: Sample): string => `${all.length} ${madeUp ? "made-up" : "recorded"} days`;

export const percentOf = (share: number): string => `${Math.round(share * 100)} %`;

export const readings: readonly Rule[] = [quantumTooSmall, witnessTooStrict];
