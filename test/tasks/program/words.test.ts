import { counted } from "../../../tasks/common/duration.ts";
import { expect } from "chai";

import { firstDifference } from "../../../tasks/program/changes.ts";
import { fold } from "../../../tasks/common/fold.ts";
import { distance, factor, moment, readingOf, short, span } from "../../../tasks/program/words.ts";

describe("program: words", () => {
  it("tells moments to the minute, and to the second where there are seconds", () => {
    expect(moment(1_330_563_600)).to.equal("2012-03-01 01:00 UTC");
    expect(moment(1_330_563_601n)).to.equal("2012-03-01 01:00:01 UTC");
  });

  it("tells lengths of time in their two largest neighbouring units", () => {
    expect([0, 1, 60, 3_661, 86_400, 309_600, 90_061, 86_460].map(span)).to.deep.equal([
      ...["0 seconds", "1 second", "1 minute", "1 hour 1 minute", "1 day", "3 days 14 hours", "1 day 1 hour", "1 day"],
    ]);
    expect(span(1_000n * 86_400n)).to.equal("1,000 days");
  });

  it("tells how far a moment lies away", () => {
    expect([distance(100, 100), distance(160n, 100), distance(40, 100)]).to.deep.equal([
      "now",
      "in 1 minute",
      "1 minute ago",
    ]);
  });

  it("tells basis points as a factor, readings with their unit, hashes by their ends", () => {
    expect([factor(10_000), factor(10_550n), factor(12_345)]).to.deep.equal(["x1.00", "x1.0550", "x1.2345"]);
    expect([readingOf(-1_234_567n), readingOf(5n, "cents")]).to.deep.equal(["-1,234,567", "5 cents"]);
    expect(short(`0x${"ab".repeat(32)}`)).to.equal("0xabababab..ababab");
    expect([counted(1, "token"), counted(2_000n, "token")]).to.deep.equal(["1 token", "2,000 tokens"]);
  });

  it("folds between words only", () => {
    expect(fold("a program that waits", 11)).to.deep.equal(["a program", "that waits"]);
    expect(fold("0x0123456789 is long", 8)).to.deep.equal(["0x0123456789", "is long"]);
  });

  it("finds where two texts begin to differ, and what differs", () => {
    expect(firstDifference("threshold:100n,x", "threshold:200n,x")).to.deep.equal([10, "1", "2"]);
    expect(firstDifference("abc", "abcd")).to.deep.equal([3, "nothing", "d"]);
    expect(firstDifference("aa", "aaa")).to.deep.equal([2, "nothing", "a"]);
    const [, , long] = firstDifference("", "x".repeat(99));
    expect(long).to.equal(`${"x".repeat(60)}..`);
  });
});
