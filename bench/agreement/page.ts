/** Puts measured figures into a page of docs, between its marks. */

/**
 * Replaces what stands between `<!-- figures: name -->` and `<!-- end of figures -->`.
 *
 * @throws Error if the page has no such marks
 */
export function withFigures(page: string, name: string, figures: string): string {
  const begin = `<!-- figures: ${name} -->`;
  const end = "<!-- end of figures -->";
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error(`The page has no place for figures "${name}": write "${begin}" and "${end}".`);
  return `${page.slice(0, from + begin.length)}\n\n${figures}\n\n${page.slice(to)}`;
}
