import { createHash } from "node:crypto";

import { expect } from "chai";

import type { Chapter } from "../../../simulations/story/chapters.ts";
import type { PeriodRecord } from "../../../simulations/story/period.ts";
import { type Evidence, type Expectation, judge } from "../../../simulations/story/verdict.ts";

const sha256 = (text: string): string => `0x${createHash("sha256").update(text).digest("hex")}`;

function period(day: number, changes: Partial<PeriodRecord> = {}): PeriodRecord {
  return {
    day,
    period: 14_000 + day,
    date: "2008-09-15",
    outcome: "held",
    incidents: [],
    reading: "100",
    decider: "model",
    state: "calm",
    rung: "fresh",
    caption: "A still pond.",
    attempts: 1,
    agreed: 4,
    costs: { performGas: 1, callbackGas: 1, juels: "1" },
    observations: [],
    svg: "<svg/>",
    ...changes,
  };
}

function evolution(day: number, changes: Partial<PeriodRecord> = {}): PeriodRecord {
  return period(day, {
    outcome: "evolved",
    document: `{"day":"${day}"}`,
    digest: sha256(`{"day":"${day}"}`),
    ...changes,
  });
}

function dark(day: number, rung: PeriodRecord["rung"]): PeriodRecord {
  return period(day, { outcome: "failed", rung, decider: "none", error: "FEED_QUORUM:503,503" });
}

const chapter: Chapter = {
  program: "sp500",
  title: "A test",
  data: "made up",
  from: "2008-09-15",
  days: 8,
  incidents: [
    { name: "slow", day: 2, days: 1, faults: [], expected: "evolves" },
    { name: "no AI", day: 3, days: 1, faults: [], expected: "rules" },
    { name: "blackout", day: 4, days: 3, faults: [], expected: "nothing" },
  ],
  evolutions: 3,
};

/** A life in which everything is as it should be. */
function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    chapter,
    records: [
      evolution(1),
      evolution(2),
      evolution(3, { decider: "rules" }),
      dark(4, "fresh"),
      dark(5, "stale"),
      dark(6, "fallback"),
      evolution(7),
      period(8),
    ],
    schedule: { staleAfter: 2, fallbackAfter: 3 },
    nodes: 4,
    scripted: true,
    unexpected: [],
    history: 4,
    ...changes,
  };
}

/** The same life with one period told differently. */
function withDay(day: number, changes: Partial<PeriodRecord>): Evidence {
  const { records } = evidence();
  return evidence({ records: records.map((record) => (record.day === day ? { ...record, ...changes } : record)) });
}

const failures = (judged: readonly Expectation[]): string[] =>
  judged.filter(({ held }) => !held).map(({ sentence }) => sentence);

describe("the story's verdict", () => {
  it("finds nothing wrong with a life that is as it should be", () => {
    expect(failures(judge(evidence()))).to.deep.equal([]);
  });

  const wrong: readonly (readonly [sentence: string, life: Evidence, because: RegExp])[] = [
    ["every undisturbed period was settled", withDay(8, { outcome: "silent" }), /^day 8: silent/],
    ["all nodes agreed on every answer", withDay(2, { agreed: 3 }), /3 nodes agreed/],
    ["with an AI the model decided", withDay(7, { decider: "rules" }), /^day 7: evolved, fresh, decided by rules/],
    [
      "the token evolved often enough",
      evidence({ chapter: { ...chapter, evolutions: 5 } }),
      /^4 evolutions, fewer than 5$/,
    ],
    ["a small move was held", evidence({ records: evidence().records.slice(0, 7) }), /never came to that/],
    ["every document on chain hashes to its digest", withDay(1, { document: "{}" }), /^day 1/],
    [
      "the history on chain holds every evolution of the story",
      evidence({ history: 3 }),
      /^3 on chain, 4 in the story$/,
    ],
    [
      "nobody asked for what the world does not hold",
      evidence({ unexpected: [{ host: "example.org" }] }),
      /example\.org/,
    ],
    ["one provider's trouble delayed nothing", withDay(2, { outcome: "failed", digest: "" }), /^day 2: failed/],
    ["without an AI the rules decided", withDay(3, { decider: "model" }), /^day 3/],
    ["nothing was settled in the blackout", withDay(4, { outcome: "held" }), /^day 4: held/],
    ["it failed for want of feeds, and said so", withDay(5, { error: "BUDGET:6" }), /BUDGET:6/],
    ["the token turned stale, then to its preset, on the day", withDay(5, { rung: "fresh" }), /^day 5: failed, fresh/],
    ["the preset was shown", withDay(6, { rung: "stale" }), /never came to that/],
    ["the first period after the blackout was fresh again", withDay(7, { rung: "stale" }), /^day 7/],
  ];
  for (const [sentence, life, because] of wrong) {
    it(`sees when it is not true that ${sentence}`, () => {
      const judged = judge(life);
      expect(failures(judged)).to.include(sentence);
      expect(judged.find((each) => each.sentence === sentence)!.because).to.match(because);
    });
  }

  it("is tested for each of its expectations", () => {
    expect(judge(evidence()).map(({ sentence }) => sentence)).to.have.members(wrong.map(([sentence]) => sentence));
  });

  it("expects only what the chapter's incidents raise", () => {
    const quiet = judge(
      evidence({ chapter: { ...chapter, incidents: [] }, records: [evolution(1), period(2)], history: 1 }),
    );
    expect(quiet).to.have.lengthOf(8);
  });

  it("does not hold for want of anything to look at", () => {
    expect(failures(judge(evidence({ records: [] })))).to.include.members(
      wrong.slice(0, 6).map(([sentence]) => sentence),
    );
  });

  it("does not ask of a model that all nodes hear the same", () => {
    expect(failures(judge({ ...withDay(2, { agreed: 2 }), scripted: false }))).to.deep.equal([]);
  });
});
