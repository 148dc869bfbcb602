import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import { encodeAnswer } from "../../../functions-source/content/answer.ts";
import { rebuildDocument } from "../../../functions-source/content/rebuild.ts";
import program from "../../../functions-source/programs/sp500.ts";
import { vocabularyOf } from "../../../functions-source/registration.ts";
import { outcomesOf, type Question } from "../../../simulations/single-run/delivery.ts";
import type { Observation } from "../../../simulations/node/aggregation.ts";

const PROMPT = `0x${"22".repeat(32)}`;
const PERIOD = 14_200;
const PERIOD_END = (PERIOD + 1) * 86_400;
const question: Question = { program, promptDigest: PROMPT, period: PERIOD, periodEnd: PERIOD_END, lastState: 2 };
const four = { nodes: 4, f: 1 };

/** An EVOLVE to a state, as an honest node writes it. */
function evolve(
  state: number,
  changes: { multiplier?: number; period?: number; prompt?: string; digest?: string } = {},
) {
  const { multiplier = 10_500, period = PERIOD, prompt = PROMPT } = changes;
  const numbers = { decider: 2, state, traits: 0n, multiplier, reading: 123_400n };
  const document = rebuildDocument(vocabularyOf(program), {
    ...{ ...numbers, period: BigInt(period), periodEnd: BigInt(PERIOD_END), promptDigest: prompt },
  });
  const digest = changes.digest ?? sha256(toUtf8Bytes(document));
  return `0x${encodeAnswer([1, 2, state, 0, multiplier, period, 1, 1, 0, 123_400, digest, prompt])}`;
}

const hold = `0x${encodeAnswer([2, 0, 0, 0, 0, PERIOD, 1, 1, 0, 123_400, 0, PROMPT])}`;

const saying = (...results: (string | Error)[]): Observation[] =>
  results.map((each, node) => ({
    node,
    requestId: "0x01",
    result: each instanceof Error ? "0x" : each,
    error: each instanceof Error ? `0x${Buffer.from(each.message).toString("hex")}` : "0x",
    callbackGasLimit: 300_000,
    coordinator: "0x",
    onchainMetadata: "0x",
  }));

describe("what a DON would deliver", () => {
  it("is one answer where all agree, with its document and content id", () => {
    const [outcome, ...others] = outcomesOf(question, saying(...Array<string>(4).fill(evolve(3))), four);
    expect(others).to.deep.equal([]);
    expect(outcome).to.deep.include({ agreed: [0, 1, 2, 3], leaders: [0, 1, 2, 3], flaws: [] });
    expect(outcome!.told).to.deep.include({ kind: "EVOLVE", state: "climb", decider: "rules", multiplier: 10_500 });
    expect(JSON.parse(outcome!.content!.document)).to.include({
      state: "climb",
      period: String(PERIOD),
      reading: "123400",
    });
    expect(outcome!.content!.id).to.match(/^bafkrei[a-z2-7]{52}$/);
  });

  it("is the majority's whoever leads", () => {
    const outcomes = outcomesOf(question, saying(evolve(2), evolve(3), evolve(3), evolve(3)), four);
    expect(outcomes.map(({ agreed, leaders }) => [agreed, leaders])).to.deep.equal([
      [
        [1, 2, 3],
        [0, 1, 2, 3],
      ],
    ]);
  });

  it("is the leader's own where all differ", () => {
    const outcomes = outcomesOf(question, saying(evolve(1), evolve(2), evolve(3), evolve(4)), four);
    expect(outcomes.map(({ agreed, leaders }) => [agreed, leaders])).to.deep.equal(
      [0, 1, 2, 3].map((node) => [[node], [node]]),
    );
  });

  it("depends on the leader where two and two agree", () => {
    const outcomes = outcomesOf(question, saying(evolve(2), evolve(2), evolve(3), evolve(3)), four);
    expect(outcomes.map(({ agreed, leaders }) => [agreed, leaders])).to.deep.equal([
      [
        [0, 1],
        [0, 3],
      ],
      [
        [2, 3],
        [1, 2],
      ],
    ]);
  });

  it("is nothing below 2f + 1 observations", () => {
    expect(outcomesOf(question, saying(evolve(3), evolve(3)), four)).to.deep.equal([]);
  });

  it("is an error when errors outnumber answers", () => {
    const error = new Error("FEED_QUORUM:none,none");
    const [outcome] = outcomesOf(question, saying(error, evolve(3), error, error), four);
    expect(outcome).to.deep.include({
      told: { kind: "error", text: "FEED_QUORUM:none,none" },
      flaws: ["the run ends in an error"],
    });
  });

  const bad: [string, string, Partial<Question>, RegExp][] = [
    ["bytes that are no answer", "0xc0ffee", {}, /^these bytes are no answer$/],
    ["another period", evolve(3, { period: 14_201 }), {}, /^it is about another period$/],
    ["another prompt", evolve(3, { prompt: `0x${"33".repeat(32)}` }), {}, /prompt digest is not the committed one/],
    ["a move that is not allowed", evolve(4), { lastState: 1 }, /^from slide this state may not follow$/],
    ["a multiplier out of bounds", evolve(3, { multiplier: 12_501 }), {}, /^its multiplier is out of bounds$/],
    ["another digest", evolve(3, { digest: PROMPT }), {}, /content digest is not that of the rebuilt document/],
    ["a HOLD before the first evolution", hold, { lastState: undefined }, /^nothing has evolved that could be held$/],
  ];
  for (const [what, result, changes, flaw] of bad) {
    it(`would not settle: ${what}`, () => {
      const [outcome] = outcomesOf({ ...question, ...changes }, saying(...Array<string>(4).fill(result)), four);
      expect(outcome!.flaws).to.have.lengthOf(1);
      expect(outcome!.flaws[0]).to.match(flaw);
    });
  }

  it("settles a HOLD after one", () => {
    const [outcome] = outcomesOf(question, saying(hold, hold, hold, hold), four);
    expect(outcome).to.deep.include({ told: { kind: "HOLD", reading: 123_400n, promptDigest: PROMPT }, flaws: [] });
  });
});
