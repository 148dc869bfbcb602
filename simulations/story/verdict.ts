/** What must be true of a chapter that has been lived through. Each expectation is a sentence that either held or did not. */
import { createHash } from "node:crypto";

import type { Schedule } from "../../functions-source/program.ts";
import { type Chapter, type Incident, incidentsOn } from "./chapters.ts";
import type { Life } from "./live.ts";
import type { PeriodRecord } from "./period.ts";

export interface Expectation {
  readonly sentence: string;
  readonly held: boolean;
  /** The first thing that spoke against it. */
  readonly because?: string;
}

/** What is judged: facts from the chain and from the world, not what the engine meant to do. */
export interface Evidence {
  readonly chapter: Chapter;
  readonly records: readonly PeriodRecord[];
  readonly schedule: Pick<Schedule, "staleAfter" | "fallbackAfter">;
  /** How many nodes the DON has. */
  readonly nodes: number;
  /** Whether the scripted stand-in decided. Of a model nobody can promise that all nodes hear the same. */
  readonly scripted: boolean;
  /** Requests for what the world does not hold. */
  readonly unexpected: readonly unknown[];
  /** Length of the history on chain. */
  readonly history: number;
}

export async function evidenceOf(life: Life, scripted: boolean): Promise<Evidence> {
  const { chapter, records, work, network, world, deployment } = life;
  const { evolutions } = await deployment.ledger.statusOf(work.id);
  return {
    chapter,
    records,
    schedule: work.program.schedule,
    nodes: network.nodes.length,
    scripted,
    unexpected: world.unexpected,
    history: Number(evolutions),
  };
}

/** The expectations that a chapter's incidents raise, each with what became of it. */
export function judge(evidence: Evidence): Expectation[] {
  const expected = evidence.chapter.incidents.map((incident) => incident.expected);
  return [
    ...judgeAlways(evidence),
    ...(expected.includes("evolves") ? judgeOutage(evidence) : []),
    ...(expected.includes("rules") ? judgeRules(evidence) : []),
    ...(expected.includes("nothing") ? judgeBlackout(evidence) : []),
  ];
}

const settled = ({ outcome }: PeriodRecord): boolean => outcome === "evolved" || outcome === "held";
const evolved = ({ outcome }: PeriodRecord): boolean => outcome === "evolved";

function during({ chapter, records }: Evidence, expected: Incident["expected"]): readonly PeriodRecord[] {
  return records.filter(({ day }) => incidentsOn(chapter, day).some((incident) => incident.expected === expected));
}

/** Of days on which something was ordered to go wrong nothing is expected. */
function asTold(evidence: Evidence, records: readonly PeriodRecord[]): readonly PeriodRecord[] {
  const ordered = during(evidence, "anything");
  return records.filter((record) => !ordered.includes(record));
}

function judgeAlways(evidence: Evidence): Expectation[] {
  const { chapter, records, nodes, scripted, unexpected, history } = evidence;
  const evolutions = records.filter(evolved);
  const withoutAi = during(evidence, "rules");
  const told = asTold(evidence, records);
  const digestOf = (document = ""): string => `0x${createHash("sha256").update(document).digest("hex")}`;
  return [
    every(
      "every undisturbed period was settled",
      records.filter(({ day }) => incidentsOn(chapter, day).length === 0),
      settled,
    ),
    ...(scripted ? [every("all nodes agreed on every answer", told, ({ agreed }) => agreed === nodes)] : []),
    every(
      "with an AI the model decided",
      told.filter((record) => evolved(record) && !withoutAi.includes(record)),
      ({ decider }) => decider === "model",
    ),
    ...(told.length === records.length ? judgeLife(evidence) : []),
    every(
      "every document on chain hashes to its digest",
      evolutions,
      ({ document, digest }) => digest === digestOf(document),
    ),
    fact(
      "the history on chain holds every evolution of the story",
      history === evolutions.length,
      `${history} on chain, ${evolutions.length} in the story`,
    ),
    fact("nobody asked for what the world does not hold", unexpected.length === 0, tell(unexpected[0])),
  ];
}

/** What a chapter's own days come to, all together. */
function judgeLife({ chapter, records }: Evidence): Expectation[] {
  const evolutions = records.filter(evolved).length;
  return [
    fact(
      "the token evolved often enough",
      evolutions >= chapter.evolutions,
      `${evolutions} evolutions, fewer than ${chapter.evolutions}`,
    ),
    some("a small move was held", records, ({ outcome }) => outcome === "held"),
  ];
}

function judgeOutage(evidence: Evidence): Expectation[] {
  return [every("one provider's trouble delayed nothing", asTold(evidence, during(evidence, "evolves")), settled)];
}

function judgeRules(evidence: Evidence): Expectation[] {
  const decided = asTold(evidence, during(evidence, "rules")).filter(evolved);
  return [every("without an AI the rules decided", decided, ({ decider }) => decider === "rules")];
}

function judgeBlackout(evidence: Evidence): Expectation[] {
  const { records, schedule } = evidence;
  const blackout = during(evidence, "nothing");
  const [first, last] = [blackout[0]?.day ?? 0, blackout.at(-1)?.day ?? 0];
  const dark = asTold(evidence, blackout);
  const rungOn = (day: number): PeriodRecord["rung"] => {
    const gap = day - first + 1;
    if (gap >= schedule.fallbackAfter) return "fallback";
    return gap >= schedule.staleAfter ? "stale" : "fresh";
  };
  return [
    every("nothing was settled in the blackout", dark, (record) => !settled(record)),
    every("it failed for want of feeds, and said so", dark, ({ error = "" }) => error.startsWith("FEED_")),
    every("the token turned stale, then to its preset, on the day", dark, ({ day, rung }) => rung === rungOn(day)),
    some("the preset was shown", dark, ({ rung }) => rung === "fallback"),
    every(
      "the first period after the blackout was fresh again",
      asTold(evidence, records).filter(({ day }) => day === last + 1),
      ({ rung }) => rung === "fresh",
    ),
  ];
}

/** Of nothing nothing can be said: an empty list does not hold. */
function every<T>(sentence: string, items: readonly T[], holds: (item: T) => boolean): Expectation {
  if (items.length === 0) return { sentence, held: false, because: "it never came to that" };
  const against = items.find((item) => !holds(item));
  return against === undefined ? { sentence, held: true } : { sentence, held: false, because: tell(against) };
}

function some<T>(sentence: string, items: readonly T[], holds: (item: T) => boolean): Expectation {
  return fact(sentence, items.some(holds), "it never came to that");
}

function fact(sentence: string, held: boolean, because: string): Expectation {
  return held ? { sentence, held } : { sentence, held, because };
}

function tell(item: unknown): string {
  if (typeof item === "object" && item !== null && "day" in item && "outcome" in item) {
    const { day, outcome, rung, decider, agreed, error } = item as PeriodRecord;
    return `day ${day}: ${outcome}, ${rung}, decided by ${decider}, ${agreed} nodes agreed${error ? `, ${error}` : ""}`;
  }
  return JSON.stringify(item) ?? "nothing";
}
