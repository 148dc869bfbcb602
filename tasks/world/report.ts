import { table } from "../common/table.ts";
import type { Finding, ProgramReport } from "./replay.ts";

/** As many findings of one kind are told; of the others how many there are. */
const TOLD = 5;

/** What a replay found, for people. */
export function describe({ program, periods, providers, ...report }: ProgramReport): string {
  const { readings, disagreements, withoutReading, unused } = report;
  const columns = ["readings", "gaps", "malformed"].map((title) => ({ title, align: "right" as const }));
  const rows = providers.map((each) => [
    each.provider,
    ...[each.readings, each.gaps.length, each.malformed.length].map(String),
  ]);
  return [
    `${program}: ${count(periods, "period")}, ${readings} with a reading, ${count(disagreements.length, "disagreement")}`,
    table([{ title: "provider" }, ...columns], rows),
    ...providers.flatMap(({ provider, malformed }) => told(`${provider}: malformed, `, malformed)),
    ...providers.flatMap(({ provider, gaps }) => told(`${provider}: gap, `, gaps)),
    ...told("the providers disagree, ", disagreements),
    ...told("no reading, ", withoutReading),
    ...(unused.length === 0 ? [] : [`  ${count(unused.length, "recorded answer")} that the program does not ask for`]),
  ].join("\n");
}

function told(what: string, findings: readonly Finding[]): string[] {
  const lines = findings.slice(0, TOLD).map(({ date, why }) => `  ${date} ${what}${why}`);
  return findings.length > TOLD ? [...lines, `  and ${findings.length - TOLD} more`] : lines;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
