import { expect } from "chai";

import type { PeriodRecord } from "../../../simulations/story/period.ts";
import { chapterVerdict, expectationList } from "../../../simulations/story/report.ts";
import {
  HEADER,
  LEGEND,
  WIDTH,
  costLine,
  formatLink,
  formatReading,
  periodLine,
  wrap,
} from "../../../simulations/story/table.ts";

const record: PeriodRecord = {
  day: 5,
  period: 14_141,
  date: "2008-09-19",
  outcome: "evolved",
  incidents: ["Cboe down"],
  reading: "125500",
  decider: "model",
  state: "soar",
  rung: "fresh",
  caption: "The air is thin and everybody sings.",
  digest: `0x6f374eaefb${"0".repeat(54)}`,
  attempts: 1,
  agreed: 4,
  callbackGas: 150_085,
  costs: { performGas: 350_000, callbackGas: 150_085, juels: "300000000000000000" },
  observations: [],
  svg: "<svg/>",
};
const line = (changes: Partial<PeriodRecord>): string =>
  periodLine({ ...record, ...changes }, { decimals: 2, nodes: 4 });

describe("the story's table", () => {
  it("has one line for each way that a period can end", () => {
    expect(line({})).to.equal("  5 2008-09-19   1255.00 model   soar      fresh    6f374eaefb  150,085   4/4 *");
    expect(line({ outcome: "held", incidents: [] })).to.equal(
      "  5 2008-09-19   1255.00 -       soar      fresh    hold        150,085   4/4",
    );
    expect(line({ outcome: "failed", error: "FEED_QUORUM:503,none,bad", rung: "fallback" })).to.equal(
      "  5 2008-09-19         - -       soar      fallback FEED_QUORUM 150,085   4/4 *",
    );
    const { callbackGas: _, ...undelivered } = record;
    expect(periodLine({ ...undelivered, outcome: "silent", agreed: 0 }, { decimals: 2, nodes: 31 })).to.equal(
      "  5 2008-09-19         - -       soar      fresh    no answer         -  0/31 *",
    );
    expect(line({ outcome: "failed" })).to.include(" refused ");
  });

  it("stays within the terminal, under headings that stand above their columns", () => {
    const widest = line({ day: 100, reading: "-12345678", state: "a".repeat(24), rung: "fallback", agreed: 31 });
    for (const text of [widest, HEADER, ...LEGEND.split("\n")]) expect(text.length, text).to.be.at.most(WIDTH);
    for (const [heading, value] of [
      ["date", "2008-09-19"],
      ["decider", "model"],
      ["state", "soar"],
      ["rung", "fresh"],
      ["answer", "6f374eaefb"],
    ] as const) {
      expect(HEADER.indexOf(heading), heading).to.equal(line({}).indexOf(value));
    }
    for (const [heading, value] of [
      ["reading", "1255.00"],
      ["gas", "150,085"],
      ["nodes", "4/4"],
    ] as const) {
      expect(HEADER.indexOf(heading) + heading.length, heading).to.equal(line({}).indexOf(value) + value.length);
    }
  });

  it("writes readings with their decimals", () => {
    expect(formatReading("119270", 2)).to.equal("1192.70");
    expect(formatReading("-5", 1)).to.equal("-0.5");
    expect(formatReading("0", 2)).to.equal("0.00");
    expect(formatReading("42", 0)).to.equal("42");
  });

  it("adds up what all attempts cost", () => {
    expect(costLine([record, { ...record, outcome: "held", attempts: 3 }])).to.equal(
      "2 periods, 1 evolutions, 4 requests (with retries): callbacks 300,170 gas, upkeeps 700,000 gas, 0.6000 LINK spent at the local network's prices.",
    );
    expect(formatLink(1_234_567_890_123_456_789n)).to.equal("1.2346");
  });

  it("breaks lines at spaces", () => {
    const lines = wrap("word ".repeat(40).trim(), "  ");
    expect(lines).to.have.lengthOf(3);
    for (const each of lines) expect(each).to.match(/^ {2}\S.{0,77}$/);
    expect(wrap("short")).to.deep.equal(["short"]);
  });

  it("groups verdicts by chapter, failures in full, and lists every expectation once", () => {
    const first = { chapter: { title: "One" }, verdict: [{ sentence: "a held", held: true }] };
    const second = {
      chapter: { title: "Two" },
      verdict: [
        { sentence: "a held", held: false, because: "day 3: silent" },
        { sentence: "b came", held: true },
      ],
    };
    const reports = [first, second] as unknown as Parameters<typeof expectationList>[0];
    expect(chapterVerdict(reports[0]!)).to.deep.equal(["One: 1 of 1 expectations held"]);
    expect(chapterVerdict(reports[1]!)).to.deep.equal([
      "Two: 1 of 2 expectations held",
      "  FAILED  a held",
      "          day 3: silent",
    ]);
    expect(expectationList(reports).slice(1)).to.deep.equal(["  1 2", "  + X  a held", "  - +  b came"]);
  });
});
