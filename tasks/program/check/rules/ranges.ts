/** Whether readings stand clear of the borders between HOLD and EVOLVE, and between states. */
import { magnitude } from "../../../../functions-source/decimal.ts";
import type { Core } from "../../../../functions-source/program.ts";
import { decideByRules } from "../../../../functions-source/rules.ts";
import type { Rule } from "../rule.ts";
import type { Sample } from "../sample.ts";
import { type Measured, canHold, stepOf } from "../scale.ts";
import { days, percentOf } from "./readings.ts";

/** Share of evolving days from which on the ranges and the transitions contradict each other. */
const TOO_MANY = 0.5;

const thresholdWithinQuantum: Rule = {
  name: "threshold-within-quantum",
  finds: "a threshold that one quantum reaches",
  severity: "warning",
  why: "Every rounding then tips HOLD into EVOLVE: what would be alike on quiet days is a question to AIs.",
  figure: { of: "nervousThreshold", share: "allEqual", than: "steadyThreshold" },
  find(subject) {
    const { core } = subject;
    const step = stepOf(subject, core.moved);
    if (step === undefined || core.threshold > step || !canHold(subject)) return undefined;
    return {
      saw: `The threshold is ${core.threshold}, and one quantum moves the reading by ${step}.`,
      change: `threshold: ${2n * step}n or more, or a smaller quantum if the sources bear it`,
    };
  },
};

const thresholdBesideBorder: Rule = {
  name: "threshold-beside-border",
  finds: "a threshold just inside the end of the range around zero",
  severity: "warning",
  why: "Between the threshold and the end of the range AIs are asked about nothing but values beside a border.",
  figure: { of: "bothDoubt", share: "wrong", lied: true },
  find({ core }) {
    if (!isSame(core)) return undefined;
    const threshold = Number(core.threshold);
    const around = core.states.findIndex(([, , , , upTo]) => upTo === undefined || upTo >= 0);
    const [label, , , , last = Infinity] = core.states[around]!;
    const first = (core.states[around - 1]?.[4] ?? -Infinity) + 1;
    // One value is the inclusive end of a range; a quarter of the threshold is a part of the range like any other.
    const end = [last, -first].find((one) => one > threshold && one - threshold < threshold / 4);
    if (end === undefined) return undefined;
    return {
      saw: `The threshold is ${threshold}, and the range of "${label}" goes on to ${end === last ? end : first}.`,
      change: `threshold: ${end + 1}n, or a range that goes on well beyond it`,
    };
  },
};

const rangeTooNarrow: Rule = {
  name: "range-too-narrow",
  finds: "a state's range with room for fewer than two readings",
  severity: "warning",
  why: "Every value of it stands on a border, where models doubt.",
  figure: { of: "bothDoubt", share: "wrong", lied: true },
  find(subject) {
    const { core } = subject;
    const step = stepOf(subject, core.measure);
    if (step === undefined) return undefined;
    const ends = core.states.map(([, , , , upTo]) => upTo);
    const narrow = core.states.filter((_, index) => {
      const [from, to] = [ends[index - 1], ends[index]];
      return from !== undefined && to !== undefined && to - from < 2 * Number(step);
    });
    if (narrow.length === 0) return undefined;
    const names = narrow.map(([label]) => `"${label}"`).join(", ");
    return {
      saw: `Readings lie ${step} apart, and the range of ${names} is narrower than two of them.`,
      change: "widen the range, or have fewer states",
    };
  },
};

const rangeOutOfReach: Rule = {
  name: "range-out-of-reach",
  finds: "transitions that mostly forbid the state whose range the measure is in",
  severity: "warning",
  why: "The prompt says the ranges, but the AIs may not choose what they say: what the nearest state is they judge otherwise than the rules.",
  figure: { of: "licence", share: "none", lied: true },
  needs: "sample",
  find({ core, sample }) {
    const { evolving, forbidden } = walk(core, sample!);
    const share = forbidden / Math.max(1, evolving);
    if (share <= TOO_MANY) return undefined;
    return {
      saw: `Of ${days(sample!)}, ${evolving} evolve, and on ${percentOf(share)} of these the state of the measure's range may not follow.`,
      change: "allow more transitions",
    };
  },
};

/** Whether the threshold and the ranges are about the same. */
function isSame(core: Core): boolean {
  const [measure, moved]: Measured[] = [core.measure, core.moved];
  const pairs = [
    [10_000n, 9_000n],
    [9_000n, 10_000n],
    [123_456n, 120_000n],
  ] as const;
  return pairs.every(([reading, last]) => measure!(reading, last, 0n) === moved!(reading, last, 0n));
}

/** The rules go through the sample from its first day on. */
function walk(core: Core, sample: Sample): { readonly evolving: number; readonly forbidden: number } {
  let [state, last] = [core.presetState, undefined as bigint | undefined];
  const counts = { evolving: 0, forbidden: 0 };
  const measureOf: Measured = core.measure;
  for (const { reading } of sample.days) {
    if (reading === undefined) continue;
    if (last !== undefined && magnitude(core.moved(reading, last)) < core.threshold) continue;
    const measure = measureOf(reading, last ?? 0n, 0n);
    const allowed = core.transitions[state]!;
    const [wanted] = decideByRules(core.states, [...core.states.keys()], measure);
    counts.evolving++;
    if (!allowed.includes(wanted)) counts.forbidden++;
    [state] = decideByRules(core.states, allowed, measure);
    last = reading;
  }
  return counts;
}

export const ranges: readonly Rule[] = [thresholdWithinQuantum, thresholdBesideBorder, rangeTooNarrow, rangeOutOfReach];
