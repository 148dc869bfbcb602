/**
 * The known name that was most likely meant by a mistyped one: one letter in four may be wrong, left out, too many, or
 * swapped with the next.
 *
 * @returns undefined when none is near
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(typed.length / 4));
  const near = known
    .map((name) => ({ name, mistakes: mistakesBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, mistakes }) => mistakes <= most && mistakes < name.length);
  return near.sort((a, b) => a.mistakes - b.mistakes)[0]?.name;
}

/** How a message ends that names what was typed: with what was meant, where that is known. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const name = nearest(typed, known);
  return name === undefined ? "" : ` Did you mean ${name}?`;
}

/** Optimal string alignment: the least number of single mistakes that make one of the other. */
function mistakesBetween(one: string, other: string): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const wrong = last[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(Math.min(wrong, last[j]! + 1, row[j - 1]! + 1, swapped ? beforeLast[j - 2]! + 1 : Infinity));
    }
    [beforeLast, last] = [last, row];
  }
  return last[other.length]!;
}
