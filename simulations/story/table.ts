/** The story in a terminal of 80 columns: one line a period. */
import type { Chapter, Incident } from "./chapters.ts";
import type { PeriodRecord } from "./period.ts";

export const WIDTH = 80;
export const HEADER = "day date         reading decider state     rung     answer          gas nodes";
export const RULE = "-".repeat(WIDTH);

/** What the columns mean, once for all chapters. */
export const LEGEND = `One line is one period, here a day:
  reading  what the feeds gave for that day; - if they did not agree on one
  decider  model: an AI chose state and mood; rules: no AI answered in time
  state    what the token shows after it (in fallback the preset's)
  rung     fresh; stale: nothing settled for 2 days; fallback: for 7, the preset
  answer   first digits of the evolution's sha-256; hold: too small a move to
           ask anyone; else the error that the DON delivered
  gas      of the callback, in which the ledger checks the answer
  nodes    how many of the DON's nodes said exactly what was delivered
  *        something was broken on purpose`;

/** What a table needs of a chapter's life. */
export interface Told {
  readonly chapter: Chapter;
  readonly records: readonly PeriodRecord[];
  readonly decimals: number;
  readonly nodes: number;
}

/** An integer reading with its decimals, `119270` at 2 as `1192.70`. */
export function formatReading(reading: string, decimals: number): string {
  const negative = reading.startsWith("-");
  const digits = (negative ? reading.slice(1) : reading).padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  return (negative ? "-" : "") + digits.slice(0, cut) + (decimals === 0 ? "" : `.${digits.slice(cut)}`);
}

/** One period: reading, decider, state, rung, first digits of the digest or what there was instead, callback gas, nodes that agreed. */
export function periodLine(record: PeriodRecord, { decimals, nodes }: Pick<Told, "decimals" | "nodes">): string {
  const settled = record.outcome === "evolved" || record.outcome === "held";
  const line = [
    String(record.day).padStart(3),
    record.date,
    (settled ? formatReading(record.reading, decimals) : "-").padStart(9),
    (record.outcome === "evolved" ? record.decider : "-").padEnd(7),
    fit(record.state, 9),
    record.rung.padEnd(8),
    fit(answerOf(record), 11),
    (record.callbackGas === undefined ? "-" : record.callbackGas.toLocaleString("en")).padStart(7),
    `${record.agreed}/${nodes}`.padStart(5),
    record.incidents.length === 0 ? "" : "*",
  ];
  return line.join(" ").trimEnd();
}

/** The whole chapter as lines. */
export function chapterTable(told: Told): string {
  const { chapter, records } = told;
  return [
    `${chapter.title}: ${chapter.program}`,
    ...wrap(`Data: ${chapter.data}.`),
    ...chapter.incidents.map((incident) => `  * ${incident.name}: ${daysOf(incident)}`),
    RULE,
    HEADER,
    RULE,
    ...records.map((record) => periodLine(record, told)),
    RULE,
    ...wrap(costLine(records)),
  ].join("\n");
}

/** What all periods cost together. */
export function costLine(records: readonly PeriodRecord[]): string {
  const sum = (of: (record: PeriodRecord) => number): string =>
    records.reduce((total, record) => total + of(record), 0).toLocaleString("en");
  const evolutions = records.filter(({ outcome }) => outcome === "evolved").length;
  const juels = records.reduce((total, { costs }) => total + BigInt(costs.juels), 0n);
  return (
    `${records.length} periods, ${evolutions} evolutions, ${sum(({ attempts }) => attempts)} requests (with retries): callbacks ` +
    `${sum(({ costs }) => costs.callbackGas)} gas, upkeeps ${sum(({ costs }) => costs.performGas)} gas, ` +
    `${formatLink(juels)} LINK spent at the local network's prices.`
  );
}

/** Juels as LINK with four decimals. */
export function formatLink(juels: bigint): string {
  const rounded = (juels + 5n * 10n ** 13n) / 10n ** 14n;
  return formatReading(String(rounded), 4);
}

/** Breaks a text at spaces into lines that fit. */
export function wrap(text: string, indent = ""): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line !== indent && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

function answerOf({ outcome, digest = "", error }: PeriodRecord): string {
  return { evolved: digest.slice(2, 12), held: "hold", failed: error ?? "refused", silent: "no answer" }[outcome];
}

function daysOf({ day, days }: Incident): string {
  return days === 1 ? `day ${day}` : `days ${day} to ${day + days - 1}`;
}

const fit = (text: string, width: number): string => text.padEnd(width).slice(0, width);
