/** Spans of time as people read them. */
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/**
 * In the largest unit of which it is a whole number.
 *
 * @example formatDuration(86_400) // 1 day
 * @example formatDuration(5_400) // 90 minutes
 */
export function formatDuration(seconds: number): string {
  const [name, length] = UNITS.find((unit) => seconds !== 0 && seconds % unit[1] === 0) ?? UNITS[3];
  return counted(seconds / length, name);
}

/** @example counted(2, "request") // 2 requests */
export function counted(count: bigint | number, name: string): string {
  return `${count.toLocaleString("en-US")} ${name}${Number(count) === 1 ? "" : "s"}`;
}
