/** How long balances last, and spans of time in words. */
import type { ProgramReading, SubscriptionReading } from "./reading.ts";

type Asking = Pick<ProgramReading, "paused" | "config" | "schedule">;

/**
 * How many more of the shortest period a subscription pays for at least: every active program asks once a period, twice with a confirmation
 * round, and each request is taken at what it blocks, which is more than it costs in the end.
 *
 * @returns undefined when no program asks
 */
export function periodsLeft(
  { balance, requestCost, exists }: Pick<SubscriptionReading, "balance" | "requestCost" | "exists">,
  programs: readonly Asking[],
): number | undefined {
  const asking = programs.filter(({ paused, config }) => !paused && config !== undefined);
  if (asking.length === 0) return undefined;
  if (!exists || requestCost === 0n) return 0;
  const shortest = Math.min(...asking.map(({ schedule }) => schedule.periodLength));
  // Requests in a thousand of the shortest period, so that integers do.
  const requests = asking.reduce(
    (sum, { config, schedule }) =>
      sum + BigInt(Math.ceil((1_000 * shortest) / schedule.periodLength)) * (config!.confirm ? 2n : 1n),
    0n,
  );
  return Number((balance * 1_000n) / (requestCost * requests));
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in its largest fitting unit, rounded down: `45 s`, `12 min`, `3 h`, `5 d`. */
export function span(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${Math.max(0, Math.floor(seconds))} s`;
  if (seconds < 2 * HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/** `2012-03-01 14:05`, UTC. */
export function instant(unixSeconds: number): string {
  return new Date(unixSeconds * 1_000).toISOString().slice(0, 16).replace("T", " ");
}
