import { expect } from "chai";

import { JUNK, imposed, isPreventable, subsets } from "../../../bench/agreement/adversary.ts";
import { usual } from "../../../bench/agreement/setting.ts";

const ERROR = "0x45";
const said = (...words: string[]) =>
  words.map((word) =>
    word === "error" ? { result: "0x", error: ERROR, aiCalls: 0 } : { result: word, error: "0x", aiCalls: 0 },
  );
const among = (n: number, aggregation: "mode" | "median" = "mode") => ({
  ...usual,
  n,
  liars: Math.floor((n - 1) / 3),
  aggregation,
});

describe("the liars of the laboratory", () => {
  it("cannot outvote honest nodes that all say the same", () => {
    expect(imposed(said("0x02", "0x02", "0x02"), among(4), "0x09")).to.equal(undefined);
    expect(imposed(said(...Array.from({ length: 7 }, () => "0x02")), among(10), "0x09")).to.equal(undefined);
  });
  it("have their own word reported once two of those whom they hear differ, or one errs", () => {
    expect(imposed(said("0x02", "0x02", "0x03"), among(4), "0x09")).to.deep.equal({ answer: "0x09", by: [3] });
    expect(imposed(said("0x02", "0x02", "error"), among(4), "0x09")?.answer).to.equal("0x09");
    expect(imposed(said("0x02", "0x02", "0x02", "0x02", "0x03"), among(7), "0x09")?.answer).to.equal("0x09");
  });
  it("make the word of one honest node that of the DON", () =>
    expect(imposed(said("0x02", "0x02", "0x03"), among(4), "0x03")).to.deep.equal({ answer: "0x03", by: [3, 2] }));
  it("cannot deliver anything while all others err", () =>
    expect(imposed(said("error", "error", "error"), among(4), "0x09")).to.equal(undefined));
  it("reach a value under MEDIAN only between honest ones", () => {
    const honest = said("0x02", "0x02", "0x04");
    expect(imposed(honest, among(4, "median"), "0x03")?.answer).to.equal("0x03");
    expect(imposed(honest, among(4, "median"), "0x05")).to.equal(undefined);
  });
  it("spoil a round in which one honest node errs, and none in which all agree", () => {
    expect(isPreventable(said("0x02", "0x02", "0x02"), among(4), "0x02")).to.equal(false);
    expect(isPreventable(said("0x02", "0x02", "error"), among(4), "0x02")).to.equal(true);
    expect(isPreventable(said("0x02", "0x02", "0x03"), among(4), "0x02")).to.equal(true);
  });
  it("speak junk that sorts before and after whatever honest nodes say", () => {
    const answer = `0x0101${"8".repeat(252)}`;
    expect([JUNK[0]! < answer, answer < JUNK[1]!]).to.deep.equal([true, true]);
    expect(JUNK.map(({ length }) => length)).to.deep.equal([answer.length, answer.length]);
  });
  it("choose among all sets of observers", () => {
    expect(subsets([1, 2, 3], 2)).to.deep.equal([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(subsets([1, 2, 3, 4, 5, 6, 7], 4)).to.have.length(35);
    expect(subsets([1], 2)).to.deep.equal([]);
  });
});
