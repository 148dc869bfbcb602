import { expect } from "chai";

import { type Verdict, scenarios } from "../../../simulations/scenarios/index.ts";
import { USAGE, readOptions } from "../../../simulations/scenarios/options.ts";
import { closingText, listText, verdictText } from "../../../simulations/scenarios/report.ts";

const read = (...args: string[]) => readOptions(args, scenarios);

const verdict: Verdict = {
  name: "one",
  title: "A title that is so long that it needs more than the eighty columns of one line to be told",
  held: false,
  expectations: [
    { sentence: "this held", held: true },
    {
      sentence: "this was expected of so many things that it needs more than one line as well",
      held: false,
      because: "2012-06-01: unsettled",
    },
  ],
  figures: { periods: 60 },
  trace: [],
  seconds: 1.26,
};

describe("the scenarios' command line", () => {
  it("plays all by default", () => {
    expect(read()).to.deep.equal({
      chosen: scenarios,
      short: false,
      without: false,
      list: false,
      out: "out/scenarios",
    });
  });

  it("plays what is named, in the list's order", () => {
    const options = read("one-liar", "half-the-nodes-die", "--short", "--without", "--out", "x");
    expect(options).to.include({ short: true, without: true, out: "x" });
    expect(options?.chosen.map(({ name }) => name)).to.deep.equal(["half-the-nodes-die", "one-liar"]);
    expect(read("--help", "one-liar")).to.equal(undefined);
  });

  it("refuses the rest, with the usage", () => {
    for (const [args, message] of [
      [["one-lier"], /No scenario is called "one-lier"; there are half-the-nodes-die, /],
      [["--long"], /Unknown option '--long'/],
      [["--out", ""], /--out takes a folder/],
    ] as const) {
      expect(() => read(...args))
        .to.throw(message)
        .with.property("message")
        .that.includes(USAGE);
    }
  });

  it("prints 80 columns", () => {
    const texts = [
      USAGE,
      listText(scenarios),
      verdictText(verdict, "its property"),
      closingText([verdict], "out", true),
    ];
    for (const line of texts.join("\n").split("\n")) expect(line.length, line).to.be.at.most(80);
  });

  it("tells what held, what did not and why, and the figures", () => {
    const lines = verdictText(verdict).split("\n");
    expect(lines).to.include("  held    this held");
    expect(lines).to.include("  FAILED  this was expected of so many things that it needs more than one line");
    expect(lines).to.include("          2012-06-01: unsettled");
    expect(lines).to.include(`          periods${"60".padStart(63)}`);
    expect(lines.at(-1)).to.equal(`  FAILED${"1.3 s".padStart(72)}`);
  });

  it("closes with how many did as they should", () => {
    expect(closingText([verdict], "out", false)).to.equal("\n0 of 1 scenarios held. Traces: out");
    expect(closingText([verdict], "out", true)).to.equal("\n1 of 1 scenarios failed as they must. Traces: out");
  });
});
