/** Verdicts in lines of at most 80 columns. */
import { wrap } from "../story/table.ts";
import type { Scenario, Verdict } from "./scenario.ts";

const WIDTH = 80;
const INDENT = " ".repeat(10);

/**
 * One scenario: every expectation, what spoke against it, the figures.
 *
 * @param missing the property without which it was played
 */
export function verdictText({ title, expectations, figures, seconds, held }: Verdict, missing?: string): string {
  return [
    "",
    ...wrap(title),
    ...(missing === undefined ? [] : wrap(`Without ${missing}:`)),
    ...expectations.flatMap(({ sentence, held: is, because }) => [
      ...led(is ? "  held    " : "  FAILED  ", sentence),
      ...(because === undefined ? [] : wrap(because, INDENT)),
    ]),
    ...Object.entries(figures).map(([name, figure]) => aligned(`${INDENT}${name}`, String(figure))),
    aligned(held ? "  held" : "  FAILED", `${seconds.toFixed(1)} s`),
  ].join("\n");
}

/** All scenarios' names and titles. */
export function listText(scenarios: readonly Scenario[]): string {
  return scenarios.flatMap(({ name, title }) => [name, ...wrap(title, "    ")]).join("\n");
}

export function closingText(verdicts: readonly Verdict[], out: string, without: boolean): string {
  const good = verdicts.filter(({ held }) => held !== without).length;
  return `\n${good} of ${verdicts.length} scenarios ${without ? "failed as they must" : "held"}. Traces: ${out}`;
}

function led(lead: string, text: string): string[] {
  const [first = "", ...rest] = wrap(text, INDENT);
  return [lead + first.trimStart(), ...rest];
}

function aligned(left: string, right: string): string {
  return left.padEnd(WIDTH - right.length) + right;
}
