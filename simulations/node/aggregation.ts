/**
 * How a Functions DON makes one answer of its nodes' observations: the rules of Chainlink core's Functions plugin
 * (`ocr2/plugins/functions/aggregation.go`). Pure; nodes and tests share it.
 */

/** `mode` is the plugin's default (AGGREGATION_MODE), `median` its alternative (AGGREGATION_MEDIAN). */
export type Aggregation = "mode" | "median";

/** What one node saw of one request. Bytes are lower-case `0x` hex; a non-empty `error` makes it an errored observation. */
export interface Observation {
  readonly node: number;
  readonly requestId: string;
  readonly result: string;
  readonly error: string;
  readonly callbackGasLimit: number;
  readonly coordinator: string;
  /** ABI encoding of the request's commitment. */
  readonly onchainMetadata: string;
}

/** What the DON reports for one request. */
export type Aggregate = Omit<Observation, "node">;

/**
 * Whether enough nodes observed: at least 2f + 1 and at most `nodes`.
 *
 * @example canAggregate(4, 1, 2) // false
 */
export function canAggregate(nodes: number, f: number, observations: number): boolean {
  return nodes > 0 && f >= 0 && observations > 0 && observations <= nodes && observations >= 2 * f + 1;
}

/**
 * The DON's answer to one request, or undefined below 2f + 1 observations. Errors win only when they outnumber successes, and are
 * always aggregated by mode. The order of `observations` decides ties.
 */
export function aggregate(
  observations: readonly Observation[],
  { nodes, f, aggregation }: { readonly nodes: number; readonly f: number; readonly aggregation: Aggregation },
): Aggregate | undefined {
  if (!canAggregate(nodes, f, observations.length)) return undefined;
  const errored = observations.filter(({ error }) => error !== "0x");
  const successful = observations.filter(({ error }) => error === "0x");
  const errorsWin = errored.length > successful.length;
  const winners = errorsWin ? errored : successful;
  const results = winners.map(({ result }) => result);
  return {
    requestId: mode(winners.map(({ requestId }) => requestId)),
    result: errorsWin ? "0x" : aggregation === "mode" ? mode(results) : median(results),
    error: errorsWin ? mode(winners.map(({ error }) => error)) : "0x",
    callbackGasLimit: mode(winners.map(({ callbackGasLimit }) => callbackGasLimit)),
    coordinator: mode(winners.map(({ coordinator }) => coordinator)),
    onchainMetadata: mode(winners.map(({ onchainMetadata }) => onchainMetadata)),
  };
}

/**
 * The most frequent value. One pass: a value takes the lead when its running count becomes strictly larger than the leader's, so a tie
 * goes to the value that reached the count first, and with all values different the first one wins.
 *
 * @example mode(["b", "a", "a", "b"]) // "a"
 * @throws RangeError without values
 */
export function mode<T>(values: readonly T[]): T {
  const counts = new Map<T, number>();
  let leader: { value: T; count: number } | undefined;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (leader === undefined || count > leader.count) leader = { value, count };
  }
  if (leader === undefined) throw new RangeError("The mode of no values is undefined; pass at least one.");
  return leader.value;
}

/**
 * The lower median of byte strings, ordered by length, then bytewise. Always one of the given values.
 *
 * @example median(["0x03", "0x01", "0x0102", "0x02"]) // "0x02"
 * @throws RangeError without values
 */
export function median(values: readonly string[]): string {
  const middle = [...values].sort(byLengthThenBytes)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("The median of no values is undefined; pass at least one.");
  return middle;
}

function byLengthThenBytes(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  // Equal lengths of lower-case hex order as their bytes do.
  return a < b ? -1 : a > b ? 1 : 0;
}
