/** Figures as a table of at most 80 columns. */
import { type Bar, barOf, holds } from "./bars.ts";

/** Figures by name: gas, bytes, rounds a second, ratios. */
export type Figures = Readonly<Record<string, number>>;

const WIDTHS = [42, 11, 15] as const;

/**
 * One line a figure, with its bar and whether it is held.
 *
 * @example figureTable({ "callback.gas.hold": 42660 }).split("\n")[2]
 * // "callback.gas.hold                              42,660      <= 60,000  held"
 */
export function figureTable(figures: Figures): string {
  const lines = Object.entries(figures).map(([name, figure]) => {
    const bar = barOf(name);
    const verdict = bar === undefined ? "" : holds(name, figure) ? "held" : "MISSED";
    return row(name, number(figure), bar === undefined ? "" : barText(bar), verdict);
  });
  const head = row("figure", "measured", "bar", "");
  return [head, "-".repeat(80), ...lines].join("\n");
}

function row(name: string, figure: string, bar: string, verdict: string): string {
  return `${name.padEnd(WIDTHS[0])}${figure.padStart(WIDTHS[1])}${bar.padStart(WIDTHS[2])}  ${verdict}`.trimEnd();
}

const barText = (bar: Bar): string => ("most" in bar ? `<= ${number(bar.most)}` : `>= ${number(bar.least)}`);

/** Whole numbers whole, others with two digits after the point. */
const number = (value: number): string =>
  value.toLocaleString("en-US", Number.isInteger(value) ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 });
