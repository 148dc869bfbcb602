/**
 * The middle one of the sorted values, of an even number the lower of both.
 *
 * @example median([3, 1, 2]) // 2
 * @throws RangeError without values
 */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("The median of no values is undefined; pass at least one.");
  return middle;
}
