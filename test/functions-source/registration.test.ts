import { expect } from "chai";

import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import program from "../../functions-source/programs/sp500.ts";
import { termsOf, transitionMatrix, vocabularyOf } from "../../functions-source/registration.ts";

const terms = termsOf(program, { hash: "0x" + "11".repeat(32), promptDigest: "0x" + "22".repeat(32) });

describe("termsOf", () => {
  it("has the fields of the Solidity struct, in its order", () => {
    expect(Object.keys(terms)).to.deep.equal([
      ...[
        "sourceHash",
        "promptDigest",
        "vocabulary",
        "anchor",
        "periodLength",
        "settleDelay",
        "staleAfter",
        "fallbackAfter",
      ],
      ...["transitions", "minMultiplier", "maxMultiplier", "preset", "referenceFeed", "maxDeviation", "referenceShift"],
    ]);
  });
  it("carries the schedule and the vocabulary", () => {
    expect(terms).to.include({
      anchor: 0n,
      periodLength: 86_400n,
      settleDelay: 309_600n,
      staleAfter: 2n,
      fallbackAfter: 7n,
    });
    expect(decodeVocabulary(terms.vocabulary)).to.deep.equal(vocabularyOf(program));
  });
  it("packs the preset: calm mood, low energy, moss, calm-dim", () => {
    expect(terms.preset).to.deep.equal({
      state: 2n,
      traits: 2n | (2n << 5n) | (4n << 8n),
      reading: 0n,
      multiplier: 10_000n,
    });
  });
});

describe("transitionMatrix", () => {
  it("sets bit 16 * from + to", () => expect(transitionMatrix([[0, 1], [], [15]])).to.equal(3n | (1n << 47n)));
});
