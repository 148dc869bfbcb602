/** What must be true of a chapter that has been lived through. Each expectation is a sentence that either held or did not. */
import { createHash } from "node:crypto";

import type { Life } from "./live.ts";
import type { PeriodRecord } from "./period.ts";
import { incidentsOn } from "./live.ts";

export interface Expectation {
  readonly sentence: string;
  readonly held: boolean;
  /** The first thing that spoke against it. */
  readonly because?: string;
}

/** Checks a chapter. The facts come from the chain (records) and from the recorded incidents, not from what the engine meant to do. */
export async function judge(life: Life): Promise<Expectation[]> {
  const { records, world, work, deployment, chapter } = life;
  const { staleAfter, fallbackAfter } = work.program.schedule;
  const quiet = (record: PeriodRecord): boolean => incidentsOn(chapter, record.day).length === 0;
  const during = (expected: string) => (record: PeriodRecord) =>
    incidentsOn(chapter, record.day).some((incident) => incident.expected === expected);
  const settled = ({ outcome }: PeriodRecord): boolean => outcome === "evolved" || outcome === "held";
  const evolutions = records.filter(({ outcome }) => outcome === "evolved");
  const dark = records.filter(during("nothing"));

  return [
    every("every undisturbed period was settled", records.filter(quiet), settled),
    every("one provider's outage delayed nothing", records.filter(during("evolves")), settled),
    every("all four nodes agreed on every answer", records, ({ agreed }) => agreed === life.network.nodes.length),
    every(
      "without an AI the rules decided",
      records.filter(during("rules")).filter(({ outcome }) => outcome === "evolved"),
      ({ decider }) => decider === "rules",
    ),
    some("the rules did decide at least once", evolutions, ({ decider }) => decider === "rules"),
    every(
      "with an AI the model decided",
      evolutions.filter((record) => !during("rules")(record)),
      ({ decider }) => decider === "model",
    ),
    every("nothing was settled in the blackout", dark, (record) => !settled(record)),
    every(
      "every attempt in the blackout failed for want of feeds",
      dark,
      ({ error }) => error?.startsWith("FEED_") === true,
    ),
    every("the blackout turned the token stale and then back to its preset, on the day", dark, (record) => {
      const gap = record.day - dark[0]!.day + 1;
      return record.rung === (gap >= fallbackAfter ? "fallback" : gap >= staleAfter ? "stale" : "fresh");
    }),
    some("the preset was shown", dark, ({ rung }) => rung === "fallback"),
    every(
      "the first period after the blackout was fresh again",
      records.filter(({ day }) => day === dark.at(-1)!.day + 1),
      ({ rung }) => rung === "fresh",
    ),
    some("the token evolved more than five times", [evolutions.length], (count) => count > 5),
    some("a small move was held", records, ({ outcome }) => outcome === "held"),
    every(
      "every document on chain hashes to its digest",
      evolutions,
      ({ document, digest }) =>
        digest ===
        "0x" +
          createHash("sha256")
            .update(document ?? "")
            .digest("hex"),
    ),
    every("nobody asked the world for anything it does not hold", world.unexpected, () => false),
    {
      sentence: "the history on chain holds every evolution of the story",
      held: (await deployment.ledger.statusOf(work.id)).evolutions === BigInt(evolutions.length),
    },
  ];
}

function every<T>(sentence: string, items: readonly T[], holds: (item: T) => boolean): Expectation {
  const against = items.find((item) => !holds(item));
  return against === undefined ? { sentence, held: true } : { sentence, held: false, because: tell(against) };
}

function some<T>(sentence: string, items: readonly T[], holds: (item: T) => boolean): Expectation {
  return { sentence, held: items.some(holds) };
}

function tell(item: unknown): string {
  if (typeof item === "object" && item !== null && "day" in item && "outcome" in item) {
    const { day, outcome, rung, agreed, error } = item as PeriodRecord;
    return `day ${day}: ${outcome}, ${rung}, ${agreed} agreed${error ? `, ${error}` : ""}`;
  }
  return JSON.stringify(item).slice(0, 200);
}
