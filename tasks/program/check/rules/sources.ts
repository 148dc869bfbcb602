/** Whether the sources have, at the time of the question, the same kind of value for the day that is asked for. */
import { DAY } from "../../../../functions-source/limits.ts";
import { span } from "../../words.ts";
import type { Rule } from "../rule.ts";
import { type Source, isTakenFromSeveral, mixesDays, wantsEqual } from "../subject.ts";

/** Days from a Friday to the Monday that is a holiday. */
const LONG_WEEKEND = 3;

const list = (sources: readonly Source[]): string => sources.map(({ host }) => host).join(", ");

const sourceUnknown: Rule = {
  name: "source-unknown",
  finds: "a source of which lag and method are not declared",
  severity: "warning",
  why: "Whether it has the day's value when nodes ask, and of which kind, cannot be looked at.",
  figure: { of: "notYet", share: "none" },
  find({ sources }) {
    const strangers = sources.filter(({ facts }) => facts === undefined);
    if (strangers.length === 0) return undefined;
    return {
      saw: `Nothing is declared of ${list(strangers)}.`,
      change: "add its lag and method, and where they are said, to functions-source/feeds/facts.ts",
    };
  },
};

const settleBeforeSource: Rule = {
  name: "settle-before-source",
  finds: "a settle delay below a source's lag",
  severity: "critical",
  why: "Some nodes are asked before the source has the value, and end in an error or go on without it.",
  figure: { of: "notYet", share: "none" },
  find({ sources, program: { schedule } }) {
    const late = sources.filter(({ facts }) => facts !== undefined && facts.lag > schedule.settleDelay);
    const slowest = late.toSorted((a, b) => b.facts!.lag - a.facts!.lag)[0];
    if (slowest === undefined) return undefined;
    const { lag, source } = slowest.facts!;
    return {
      saw: `Nodes are asked ${span(schedule.settleDelay)} after a day's end; ${list(late)} may take longer, up to ${span(lag)} (${source}).`,
      change: `settleDelay: ${lag} or more`,
    };
  },
};

const methodsMixed: Rule = {
  name: "methods-mixed",
  finds: "sources of different methods of which any may give the reading, or which must be equal",
  severity: "warning",
  why: "What is measured in different ways differs by more than any quantum: who misses one source has another reading.",
  figure: { of: "spread", share: "wrong", lied: true, than: "tenSpreads" },
  find({ core, sources }) {
    const methods = [...new Set(sources.flatMap(({ facts }) => (facts === undefined ? [] : [facts.method])))];
    // Of two sources every node needs both and takes the same one; the other one is only its witness.
    if (methods.length < 2 || !(isTakenFromSeveral(core) || wantsEqual(core))) return undefined;
    const told = sources.map(({ host, facts }) => `${host} (${facts?.method ?? "unknown"})`).join(", ");
    return {
      saw: `The sources are of ${methods.length} methods: ${told}.`,
      change: "take sources of one method, or only two, of which the second is a witness within a wide spread",
    };
  },
};

const momentForDay: Rule = {
  name: "moment-for-day",
  finds: "a source that is not asked for the period's day",
  severity: "critical",
  why: "Nodes ask at different moments, and what is of the moment is another value for each.",
  figure: { of: "moment", share: "faultless" },
  find({ sources, core }) {
    const asked = ({ feed }: Source, day: number): string => feed.address(day, day - core.maxAge * DAY);
    const timeless = sources.filter(
      (source) => !source.facts?.history && asked(source, 15_000 * DAY) === asked(source, 20_000 * DAY),
    );
    if (timeless.length === 0) return undefined;
    return {
      saw: `The address at ${list(timeless)} is the same for every day.`,
      change: "ask for the closed day, and pick it by its timestamp",
    };
  },
};

const daysMixed: Rule = {
  name: "days-mixed",
  finds: "a look back that takes yesterday's close for a witness of today's",
  severity: "warning",
  why: "A node whose source has the newest close and one whose source has not take different days for the same.",
  figure: { of: "notYet", share: "faultless" },
  find({ core }) {
    if (!mixesDays(core)) return undefined;
    return {
      saw: `The last close may be ${core.maxAge} days old, and \`select\` compares closes of different days.`,
      change: "select: officialClose, or maxAge: 0 for sources with a value for every day",
    };
  },
};

const noLookBack: Rule = {
  name: "no-look-back",
  finds: "a source with sessions, and a look back shorter than a long weekend",
  severity: "warning",
  why: "On a day without a session no node has a reading; with a look back it is a HOLD.",
  figure: { of: "noLookBack", share: "none" },
  find({ core, sources }) {
    const closing = sources.filter(({ facts }) => facts?.days === "sessions");
    if (closing.length === 0 || core.maxAge >= LONG_WEEKEND) return undefined;
    return {
      saw: `${list(closing)} have sessions only, and the last close may be ${core.maxAge} days old.`,
      change: `maxAge: 5, or at least ${LONG_WEEKEND}`,
    };
  },
};

export const sources: readonly Rule[] = [
  sourceUnknown,
  settleBeforeSource,
  methodsMixed,
  momentForDay,
  daysMixed,
  noLookBack,
];
