/** How findings are told: to people at a terminal of 80 columns, and to scripts. */
import type { Finding } from "./finding.ts";
import type { Examination } from "./examine.ts";

const WIDTH = 80;
const INDENT = "  ";

/** The whole report, `commandOf` making remedies of words. */
export function tell({ findings, checked, skipped }: Examination, commandOf: (words: string) => string): string {
  const looked = `looked at ${checked.join(", ")}`;
  if (findings.length === 0) return `healthy: ${looked}`;
  const lines = findings.flatMap((finding) => [
    heading(finding),
    ...wrap(finding.sentence).map((line) => `${INDENT}${line}`),
    `${INDENT}try: ${commandOf(finding.remedy)}`,
    "",
  ]);
  const rest = skipped.length === 0 ? [] : wrap(`not looked at, because contracts are missing: ${skipped.join(", ")}`);
  return [...lines, ...wrap(`${tally(findings)}; ${looked}`), ...rest].join("\n");
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

/** Lines that fit behind the indent; a word that is longer stands alone. */
function wrap(text: string): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= WIDTH - INDENT.length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
