import { magnitude } from "./decimal.ts";
import { fail } from "./errors.ts";
import type { Observation } from "./observe.ts";

/** Picks one of at least two observations, which stand in the feeds' fixed order. */
export type Select = (observations: readonly Observation[]) => bigint;

/**
 * The first source in the fixed order that has a witness: another one within `spread`. Never a mean, so that nodes
 * which miss different sources still tend to the same value. Error: `FEED_SPREAD` with the values.
 */
export const firstWithWitness =
  (spread: bigint): Select =>
  (observations) =>
    (
      observations.find((a) => observations.some((b) => a !== b && magnitude(a.units - b.units) <= spread)) ??
      fail(
        "FEED_SPREAD",
        observations.map((each) => each.units),
      )
    ).units;

/**
 * The (lower) median, if another source is within `spread` of it. Error: `FEED_SPREAD` with the values in ascending
 * order.
 */
export const median =
  (spread: bigint): Select =>
  (observations) => {
    const sorted = [...observations].sort((a, b) => (a.units < b.units ? -1 : 1));
    const at = (sorted.length - 1) >> 1;
    const witnessed = [at - 1, at + 1].some(
      (other) => sorted[other] && magnitude(sorted[other].units - sorted[at]!.units) <= spread,
    );
    return witnessed
      ? sorted[at]!.units
      : fail(
          "FEED_SPREAD",
          sorted.map((each) => each.units),
        );
  };

/**
 * The official close of the newest session: any two sources must give the very same. Errors: `NOT_FINAL:ahead` when one
 * source alone has that session, since the others have yet to publish it; `FEED_SPREAD` with the closes.
 */
export const officialClose: Select = (observations) => {
  const newest = observations.filter(({ on }) => !observations.some((other) => other.on > on));
  return newest[1] ? firstWithWitness(0n)(newest) : fail("NOT_FINAL", "ahead");
};
