/** How large things are in this program: from its sample where its own numbers do not say it. */
import { magnitude } from "../../../functions-source/decimal.ts";
import type { Measure } from "../../../functions-source/measures.ts";
import type { Sample } from "./sample.ts";
import type { Subject } from "./subject.ts";

/** The reading in the middle of the sample. */
export function usualReading({ days }: Sample): bigint {
  const readings = days.flatMap(({ reading }) => (reading === undefined ? [] : [magnitude(reading)]));
  return middle(readings) ?? 0n;
}

/** How far the first source and the others usually lie apart: in the sample, or by what is known of them, whichever is more. */
export function usualSpread({ sources, sample }: Subject): bigint {
  if (sample === undefined) return 0n;
  const distances = sample.days.flatMap(({ values: [first, ...others] }) =>
    first === undefined ? [] : others.flatMap((value) => (value === undefined ? [] : [magnitude(value - first)])),
  );
  const known = Math.max(...sources.map(({ facts }) => facts?.apart ?? 0));
  const declared = (usualReading(sample) * BigInt(known)) / 10_000n;
  const measured = middle(distances) ?? 0n;
  return measured > declared ? measured : declared;
}

/** By how much a measure changes when a reading changes by one quantum; undefined where that depends on what is not known. */
export function stepOf({ core: { quantum }, sample }: Subject, measure: Measure): bigint | undefined {
  const by = (reading: bigint): bigint => magnitude(measure(reading + quantum, reading) - measure(reading, reading));
  const anywhere = by(1_000n * quantum);
  if (anywhere === by(1_000_000n * quantum)) return anywhere;
  return sample && by(usualReading(sample));
}

function middle(values: readonly bigint[]): bigint | undefined {
  return values.toSorted((a, b) => (a < b ? -1 : Number(a > b)))[values.length >> 1];
}
