/** Text tables for people at a terminal of 80 columns. */

export interface Column {
  readonly title: string;
  /** Numbers stand right. Default left. */
  readonly align?: "left" | "right";
}

/**
 * Rows under titles, columns two spaces apart.
 *
 * @example
 * table([{ title: "name" }, { title: "bytes", align: "right" }], [["bitcoin", "5,844"]])
 * // name     bytes
 * // bitcoin  5,844
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => width(line[index] ?? ""))));
  return lines
    .map((line) =>
      columns
        .map((column, index) => pad(line[index] ?? "", widths[index]!, column))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Name and value pairs, one a line, the values in one column. */
export function facts(pairs: readonly (readonly [name: string, value: string])[], indent = "  "): string {
  const longest = Math.max(...pairs.map(([name]) => width(name)));
  return pairs.map(([name, value]) => `${indent}${name.padEnd(longest)}  ${value}`).join("\n");
}

function pad(text: string, length: number, { align }: Column): string {
  const space = " ".repeat(Math.max(0, length - width(text)));
  return align === "right" ? space + text : text + space;
}

function width(text: string): number {
  return Array.from(text).length;
}
