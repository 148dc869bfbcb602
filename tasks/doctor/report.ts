/** How findings are told: to people at a terminal of 80 columns, and to scripts. */
import { fold } from "../common/fold.ts";
import type { Finding } from "./finding.ts";
import type { Examination } from "./examine.ts";

const WIDTH = 80;
const INDENT = "  ";

/** The whole report, `commandOf` making remedies of words. */
export function tell({ findings, checked, skipped }: Examination, commandOf: (words: string) => string): string {
  const looked = `looked at ${checked.join(", ")}`;
  if (findings.length === 0) return fold(`healthy: ${looked}`, WIDTH - INDENT.length).join(`\n${INDENT}`);
  const lines = findings.flatMap((finding) => [
    heading(finding),
    ...fold(finding.sentence, WIDTH - INDENT.length).map((line) => `${INDENT}${line}`),
    `${INDENT}try: ${commandOf(finding.remedy)}`,
    "",
  ]);
  const rest =
    skipped.length === 0 ? [] : fold(`not looked at, because contracts are missing: ${skipped.join(", ")}`, WIDTH);
  return [...lines, ...fold(`${tally(findings)}; ${looked}`, WIDTH), ...rest].join("\n");
}

function heading({ name, severity, program }: Finding): string {
  return `${severity.toUpperCase()} ${name}${program === undefined ? "" : ` (${program})`}`;
}

/** `2 critical, 1 warning`. */
function tally(findings: readonly Finding[]): string {
  const count = (wanted: Finding["severity"]): number => findings.filter(({ severity }) => severity === wanted).length;
  const [criticals, warnings] = [count("critical"), count("warning")];
  const parts = [
    criticals > 0 ? `${criticals} critical` : undefined,
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}
