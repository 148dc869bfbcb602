import { DAY } from "../../functions-source/limits.ts";
import type { Schedule } from "../../functions-source/program.ts";

/** A closed period of a program, as its feeds are asked for it. */
export interface ClosedPeriod {
  /** Its last day's 00:00 UTC, unix seconds. */
  readonly day: number;
  /** Unix seconds from which its data is final. */
  readonly finalAt: number;
}

/** The periods whose last day lies between two days (unix seconds of their 00:00 UTC), both included, oldest first. */
export function periodsBetween(schedule: Schedule, from: number, to: number): ClosedPeriod[] {
  const { anchor, periodLength, settleDelay } = schedule;
  const periods: ClosedPeriod[] = [];
  const first = Math.max(1, Math.ceil((from + DAY - anchor) / periodLength));
  for (let end = anchor + first * periodLength; end - DAY <= to; end += periodLength) {
    periods.push({ day: end - DAY, finalAt: end + settleDelay });
  }
  return periods;
}

/** The last day that a period may have whose data is final at `now`, unix seconds. */
export function lastFinalDay({ anchor, periodLength, settleDelay }: Schedule, now: number): number {
  const closed = Math.floor((now - settleDelay - anchor) / periodLength);
  return anchor + closed * periodLength - DAY;
}
