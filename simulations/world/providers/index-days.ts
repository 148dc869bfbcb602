import { indexRecord, span, type IndexDay } from "../data.ts";
import { DAY, dayOf, isoDate, isWeekday, newYorkOffset } from "../days.ts";
import { NotInWorldError } from "../exchange.ts";

/** Trading hours of the index in New York, in seconds of the day. */
const OPENS = 9.5 * 3_600;
const CLOSES = 16 * 3_600;
/** The record may end this many days before `now` without anybody missing it: a long weekend and a day. */
const PATIENCE = 5;

/** Unix seconds at which a day's session opens. */
export function sessionOpen(day: number): number {
  return day * DAY + OPENS - newYorkOffset(day);
}

/** Unix seconds at which a day's session closes; half days are taken as whole ones. */
export function sessionClose(day: number): number {
  return day * DAY + CLOSES - newYorkOffset(day);
}

/** The calendar day in New York. */
export function newYorkDay(now: number): number {
  return dayOf(now + newYorkOffset(dayOf(now)));
}

/** First weekday after a day. */
export function nextWeekday(day: number): number {
  let next = day + 1;
  while (!isWeekday(next)) next++;
  return next;
}

/** The recorded session before a day, if there is one within a fortnight. */
export function sessionBefore(day: number): IndexDay | undefined {
  for (let earlier = day - 1; earlier >= day - 14; earlier--) {
    const row = indexRecord().get(earlier);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Refuses to let a story run on where the record has ended, or before it begins. */
export function requireIndexRecord(day: number): void {
  const { first, last } = span(indexRecord());
  if (day < first || day > last + PATIENCE) {
    throw new NotInWorldError(
      `its S&P 500 runs from ${isoDate(first)} to ${isoDate(last)}, and ${isoDate(day)} is asked for`,
    );
  }
}
