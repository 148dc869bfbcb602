/** What the story leaves: a text for the terminal, a trace and a picture. */
import { mkdir, writeFile } from "node:fs/promises";

import { filmStrip, renderPng, type Reel } from "./film-strip.ts";
import type { Life } from "./live.ts";
import { LEGEND, type Told, chapterTable, wrap } from "./table.ts";
import type { Expectation } from "./verdict.ts";

/** A chapter, as far as it is told after its network has ended. */
export interface ChapterReport extends Told {
  readonly verdict: readonly Expectation[];
  readonly reel: Reel;
  /** For `trace.json`. */
  readonly trace: unknown;
}

export function reportOf(life: Life, verdict: readonly Expectation[]): ChapterReport {
  const { chapter, deployment, work, network, tokenId, seed, records } = life;
  const { decimals } = work.program.core;
  return {
    chapter,
    records,
    decimals,
    nodes: network.nodes.length,
    verdict,
    reel: {
      title: chapter.title,
      subtitle: `${work.program.title}. Data: ${chapter.data}.`,
      frames: records,
      decimals,
    },
    trace: {
      chapter: chapter.program,
      title: chapter.title,
      data: chapter.data,
      unit: work.program.unit,
      ledger: deployment.ledger.target,
      consumer: deployment.consumer.target,
      collection: work.collection.target,
      program: Number(work.id),
      source: { hash: work.bundle.hash, bytes: work.bundle.bytes },
      promptDigest: work.bundle.promptDigest,
      tokenId: Number(tokenId),
      seed,
      incidents: chapter.incidents,
      periods: records,
      verdict,
    },
  };
}

/** Writes trace and picture into a folder, which is made if need be. */
export async function writeFiles(
  out: string,
  reports: readonly ChapterReport[],
  ai: string | undefined,
): Promise<void> {
  await mkdir(out, { recursive: true });
  const svg = filmStrip(
    reports.map(({ reel }) => reel),
    ai,
  );
  await writeFile(`${out}/film-strip.svg`, svg);
  await writeFile(`${out}/film-strip.png`, renderPng(svg));
  await writeFile(
    `${out}/trace.json`,
    `${JSON.stringify(
      reports.map(({ trace }) => trace),
      null,
      2,
    )}\n`,
  );
}

/** All of the story in lines of at most 80 columns. */
export function storyText(out: string, reports: readonly ChapterReport[], ai: string | undefined): string {
  const decider =
    ai === undefined
      ? "The AI here is a scripted stand-in that speaks the vendors' protocols. It is not a model, and its choices say nothing about what a model would choose."
      : `An AI was asked at ${ai}.`;
  return [
    "",
    LEGEND,
    "",
    ...reports.flatMap((report) => [chapterTable(report), ...chapterVerdict(report), ""]),
    ...wrap(decider),
    "",
    ...expectationList(reports),
    "",
    `${out}/film-strip.png  ${out}/trace.json`,
    closingLine(reports),
  ].join("\n");
}

/** How many held, and those that did not in full. */
export function chapterVerdict({ chapter, verdict }: Pick<ChapterReport, "chapter" | "verdict">): string[] {
  const failed = verdict.filter(({ held }) => !held);
  return [
    `${chapter.title}: ${verdict.length - failed.length} of ${verdict.length} expectations held`,
    ...failed.flatMap(({ sentence, because = "" }) => [`  FAILED  ${sentence}`, ...wrap(because, "          ")]),
  ];
}

/** Every expectation once, with a mark for each chapter: what was checked at all. */
export function expectationList(reports: readonly Pick<ChapterReport, "chapter" | "verdict">[]): string[] {
  const sentences = new Set(reports.flatMap(({ verdict }) => verdict.map(({ sentence }) => sentence)));
  const mark = (sentence: string, { verdict }: Pick<ChapterReport, "verdict">): string => {
    const expectation = verdict.find((each) => each.sentence === sentence);
    if (expectation === undefined) return "-";
    return expectation.held ? "+" : "X";
  };
  const numbers = reports.map((_, index) => index + 1).join(" ");
  return [
    "What was expected of each chapter (+ held, X did not, - no occasion):",
    `  ${numbers}`,
    ...[...sentences].map((sentence) => `  ${reports.map((report) => mark(sentence, report)).join(" ")}  ${sentence}`),
  ];
}

function closingLine(reports: readonly ChapterReport[]): string {
  const failed = reports.flatMap(({ verdict }) => verdict).filter(({ held }) => !held).length;
  if (failed === 0) return "Every expectation of the story held.";
  return failed === 1
    ? "One expectation of the story did not hold."
    : `${failed} expectations of the story did not hold.`;
}
