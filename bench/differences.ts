/**
 * What differs between the committed figures and the new ones, a line each; figures of one side only included.
 *
 * @example differences({ a: 1, b: 2 }, { a: 3, c: 4 })
 * // ["a: 1 -> 3 (+2)", "b: 2 -> gone", "c: new, 4"]
 */
export function differences(
  committed: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): string[] {
  const names = [...new Set([...Object.keys(committed), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [before, after] = [committed[name], now[name]];
    if (before === after) return [];
    if (before === undefined) return [`${name}: new, ${after}`];
    if (after === undefined) return [`${name}: ${before} -> gone`];
    return [`${name}: ${before} -> ${after} (${after > before ? "+" : ""}${after - before})`];
  });
}
