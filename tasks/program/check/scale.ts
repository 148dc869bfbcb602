/** How large things are in this program: from its sample where its own numbers do not say it. */
import { magnitude } from "../../../functions-source/decimal.ts";
import type { Sample } from "./sample.ts";
import type { Subject } from "./subject.ts";

/** A measure of a reading against the last evolution's, when no holder says anything. */
export type Measured = (reading: bigint, last: bigint, interactions: bigint) => bigint;

/** The reading in the middle of the sample. */
export function usualReading({ days }: Sample): bigint {
  const readings = days.flatMap(({ reading }) => (reading === undefined ? [] : [magnitude(reading)]));
  return middle(readings) ?? 0n;
}

/** How far another source usually lies from the first: in the sample, or by what is known of them, whichever is more. */
export function usualSpread({ core, sources, sample }: Subject): bigint {
  if (sample === undefined) return 0n;
  const known = Math.max(...sources.map(({ facts }) => facts?.apart ?? 0));
  const spreads = core.feeds.slice(1).map((_, index) => middle(distancesOf(sample, index + 1)) ?? 0n);
  return [(usualReading(sample) * BigInt(known)) / 10_000n, ...spreads].reduce((a, b) => (b > a ? b : a));
}

/** Day by day from the first source to that one. */
function distancesOf({ days }: Sample, feed: number): bigint[] {
  return days.flatMap(({ values }) => {
    const [first, other] = [values[0], values[feed]];
    return first === undefined || other === undefined ? [] : [magnitude(other - first)];
  });
}

/** By how much a measure changes when a reading changes by one quantum; undefined where that depends on what is not known. */
export function stepOf({ core: { quantum }, sample }: Subject, measure: Measured): bigint | undefined {
  const by = (reading: bigint): bigint =>
    magnitude(measure(reading + quantum, reading, 0n) - measure(reading, reading, 0n));
  const anywhere = by(1_000n * quantum);
  if (anywhere === by(1_000_000n * quantum)) return anywhere;
  return sample && by(usualReading(sample));
}

/** Whether a reading that does not move is a HOLD: a program may want every day to be an evolution. */
export function canHold({ core: { moved, quantum, threshold }, sample }: Subject): boolean {
  const reading = sample === undefined ? 1_000n * quantum : usualReading(sample);
  return magnitude(moved(reading, reading)) < threshold;
}

function middle(values: readonly bigint[]): bigint | undefined {
  return values.toSorted((a, b) => (a < b ? -1 : Number(a > b)))[values.length >> 1];
}
