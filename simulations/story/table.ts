/** The story in a terminal of 80 columns: one line a period. */
import type { Life } from "./live.ts";
import type { PeriodRecord } from "./period.ts";

export const HEADER = "day date         reading decider state     rung      answer     gas     n  ";
export const RULE = "-".repeat(80);

/** An integer reading with its decimals, `119270` at 2 as `1192.70`. */
export function formatReading(reading: string, decimals: number): string {
  const negative = reading.startsWith("-");
  const digits = (negative ? reading.slice(1) : reading).padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  return (negative ? "-" : "") + digits.slice(0, cut) + (decimals === 0 ? "" : `.${digits.slice(cut)}`);
}

/** One period: reading, decider, state, rung, first digits of the digest or what there was instead, callback gas, nodes that agreed. */
export function periodLine(record: PeriodRecord, { decimals, nodes }: { decimals: number; nodes: number }): string {
  const settled = record.outcome === "evolved" || record.outcome === "held";
  const answer = {
    evolved: record.digest?.slice(2, 10) ?? "",
    held: "hold",
    failed: record.error ?? "refused",
    silent: "no answer",
  }[record.outcome];
  const line = [
    String(record.day).padStart(3),
    record.date,
    (settled ? formatReading(record.reading, decimals) : "-").padStart(8),
    (record.outcome === "evolved" ? record.decider : "-").padEnd(7),
    record.state.padEnd(9).slice(0, 9),
    record.rung.padEnd(8),
    answer.padEnd(11).slice(0, 11),
    (record.callbackGas === undefined ? "-" : String(record.callbackGas)).padStart(6),
    `${record.agreed}/${nodes}`,
    incidentMark(record),
  ].join(" ");
  return line.trimEnd();
}

/** A star for a day on which something was broken on purpose. */
function incidentMark({ incidents }: PeriodRecord): string {
  return incidents.length === 0 ? "" : "*";
}

/** The whole chapter as text. */
export function chapterTable({ chapter, records, work, network }: Life): string {
  const { decimals } = work.program.core;
  const nodes = network.nodes.length;
  const incidents = chapter.incidents.map(
    ({ name, day, days }) => `  * ${name}: day ${day}${days === 1 ? "" : ` to ${day + days - 1}`}`,
  );
  return [
    `${chapter.title}: ${chapter.program}`,
    `${chapter.data}, in ${work.program.unit}`.slice(0, 80),
    ...incidents,
    RULE,
    HEADER.trimEnd(),
    RULE,
    ...records.map((record) => periodLine(record, { decimals, nodes })),
    RULE,
  ].join("\n");
}
