/** How findings are told to people at a terminal of 80 columns. */
import { counted } from "../../common/duration.ts";
import { fold } from "../../common/fold.ts";
import type { Examination, Finding } from "./examine.ts";
import type { Sample } from "./sample.ts";

const WIDTH = 80;
const INDENT = "  ";

/** The whole report. */
export function tell(name: string, { findings, looked, skipped }: Examination, sample: Sample | undefined): string {
  const days = sample && `${sample.days.length} ${sample.madeUp ? "made-up" : "recorded"} days`;
  const where = [counted(looked.length, "rule"), ...(days === undefined ? [] : [days])].join(", ");
  const found = findings.length === 0 ? "nothing found against agreement" : tally(findings);
  const lines = [...findings.flatMap((finding) => [...paragraph(finding), ""]), `${name}: ${found}; ${where}`];
  if (skipped.sample.length > 0)
    lines.push(...hanging(`not looked at, since the local world has no data of it: ${skipped.sample.join(", ")}`));
  return lines.join("\n");
}

function paragraph({ name, severity, saw, why, laboratory, change }: Finding): string[] {
  const told = [saw, why, `laboratory: ${laboratory}`].flatMap(hanging);
  // A command keeps its line, so that it can be copied.
  const remedy = change.startsWith("npx ") ? [`${INDENT}try: ${change}`] : hanging(`try: ${change}`);
  return [`${severity.toUpperCase()} ${name}`, ...told, ...remedy];
}

/** Lines that begin with an indent; what goes on has another. */
function hanging(text: string): string[] {
  const lines = fold(text, WIDTH - 2 * INDENT.length);
  return lines.map((line, index) => `${INDENT}${index > 0 ? INDENT : ""}${line}`);
}

/** `2 critical, 1 warning`. */
function tally(findings: readonly Finding[]): string {
  const count = (wanted: Finding["severity"]): number => findings.filter(({ severity }) => severity === wanted).length;
  const [criticals, warnings] = [count("critical"), count("warning")];
  return [
    ...(criticals > 0 ? [`${criticals} critical`] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ].join(", ");
}
