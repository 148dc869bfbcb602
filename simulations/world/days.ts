/** Calendar arithmetic on day numbers: whole days since 1970-01-01, UTC. No time zone database, no locale. */

/** Seconds in a day. */
export const DAY = 86_400;

const HOUR = 3_600;
const SUNDAY = 0;

/** Day number of a moment in unix seconds. */
export function dayOf(unixSeconds: number): number {
  return Math.floor(unixSeconds / DAY);
}

/**
 * Day number of a date.
 * @example dayOfDate(1970, 1, 2) // 1
 */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / (DAY * 1000);
}

/**
 * ISO 8601 date of a day number.
 * @example isoDate(1) // "1970-01-02"
 */
export function isoDate(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}

/** Day number of an ISO date, or undefined for anything that is not a real date written `YYYY-MM-DD`. */
export function parseIsoDate(text: string | null): number | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  const day = milliseconds / (DAY * 1000);
  return isoDate(day) === text ? day : undefined;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** True from Monday to Friday; holidays are not known here. */
export function isWeekday(day: number): boolean {
  return weekday(day) >= 1 && weekday(day) <= 5;
}

/**
 * Seconds that New York is ahead of UTC on a day (negative), by the rule of the Energy Policy Act of 2005 from 2007 on and the
 * one before it (1987 to 2006). Valid at business hours of that day.
 */
export function newYorkOffset(day: number): number {
  const year = new Date(day * DAY * 1000).getUTCFullYear();
  const begins = year >= 2007 ? nthSunday(year, 3, 2) : nthSunday(year, 4, 1);
  const ends = year >= 2007 ? nthSunday(year, 11, 1) : lastSundayOfOctober(year);
  return (day >= begins && day < ends ? -4 : -5) * HOUR;
}

function nthSunday(year: number, month: number, nth: number): number {
  const first = dayOfDate(year, month, 1);
  return first + ((7 - weekday(first) + SUNDAY) % 7) + 7 * (nth - 1);
}

function lastSundayOfOctober(year: number): number {
  const last = dayOfDate(year, 10, 31);
  return last - weekday(last);
}
