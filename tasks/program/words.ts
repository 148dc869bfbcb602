/** Numbers of the chain as people read them. */
import { counted } from "../common/duration.ts";
import { formatCount } from "../common/money.ts";

/** By number, as the ledger has them. */
export const rungs = ["fresh", "stale", "fallback"] as const;
export const deciders = ["none", "model", "rules"] as const;

/** From the longest; seconds. */
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/**
 * A moment of the chain.
 *
 * @example moment(1_330_563_600) // "2012-03-01 01:00 UTC"
 */
export function moment(unixSeconds: bigint | number): string {
  const [date, time] = iso(unixSeconds);
  return `${date} ${time!.endsWith(":00") ? time!.slice(0, 5) : time} UTC`;
}

/** @example dayOf(1_330_563_600) // "2012-03-01" */
export function dayOf(unixSeconds: bigint | number): string {
  return iso(unixSeconds)[0]!;
}

function iso(unixSeconds: bigint | number): string[] {
  return new Date(Number(unixSeconds) * 1_000).toISOString().slice(0, 19).split("T");
}

/**
 * A length of time in its two largest units.
 *
 * @example span(309_600) // "3 days 14 hours"
 */
export function span(seconds: bigint | number): string {
  let rest = Math.abs(Number(seconds));
  const parts: string[] = [];
  for (const [name, length] of units) {
    const count = Math.floor(rest / length);
    rest %= length;
    if (count > 0) parts.push(counted(count, name));
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** How far a moment lies from now: `in 3 hours`, `2 days ago`, `now`. */
export function distance(at: bigint | number, now: number): string {
  const seconds = Number(at) - now;
  if (seconds === 0) return "now";
  return seconds > 0 ? `in ${span(seconds)}` : `${span(seconds)} ago`;
}

/** A moment and how far it lies from now. */
export function when(at: bigint | number, now: number): string {
  return `${moment(at)} (${distance(at, now)})`;
}

/** @example factor(10_500n) // "x1.05" */
export function factor(basisPoints: bigint | number): string {
  const points = Number(basisPoints);
  return `x${(points / 10_000).toFixed(points % 100 === 0 ? 2 : 4)}`;
}

/**
 * A reading, with its unit where the program's file says it.
 *
 * @example readingOf(136_500n, "cents of an index point") // "136,500 cents of an index point"
 */
export function readingOf(reading: bigint, unit?: string): string {
  return unit === undefined ? formatCount(reading) : `${formatCount(reading)} ${unit}`;
}

/** The beginning and the end of digits that nobody reads whole. */
export function short(hex: string): string {
  return hex.length <= 20 ? hex : `${hex.slice(0, 10)}..${hex.slice(-6)}`;
}
