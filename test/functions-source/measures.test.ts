import { expect } from "chai";

import { encodeTally } from "../../functions-source/content/tally.ts";
import { DARKEN_OR_BRIGHTEN, change, difference, level, swayed } from "../../functions-source/measures.ts";

describe("measures", () => {
  it("change: basis points against the last reading, toward zero", () => {
    expect([change(101n, 100n), change(99n, 100n), change(20_001n, 20_000n)]).to.deep.equal([100n, -100n, 0n]);
  });
  it("change: zero without a last reading", () => expect(change(5n, 0n)).to.equal(0n));
  it("difference and level: in the reading's unit", () => {
    expect([difference(-5n, 3n), level(-5n, 3n)]).to.deep.equal([-8n, -5n]);
  });
});

describe("swayed", () => {
  const tally = (calm: number, stir: number, darken = 0, brighten = 0): bigint =>
    encodeTally({ calm, stir, darken, brighten });
  const shift = (interactions: bigint, measure = swayed(level, 90n, 3n)): bigint =>
    measure(1_000n, 0n, interactions) - 1_000n;

  it("shifts by the step when all agree, by none when they are divided", () => {
    expect([tally(3, 0), tally(0, 3), tally(0, 65_535), tally(7, 7)].map((one) => shift(one))).to.deep.equal([
      -90n,
      90n,
      90n,
      0n,
    ]);
  });

  it("shifts in proportion to the majority, rounded toward zero", () => {
    expect([tally(1, 3), tally(3, 1), tally(3, 4), tally(4, 3)].map((one) => shift(one))).to.deep.equal([
      45n,
      -45n,
      12n,
      -12n,
    ]);
  });

  it("never shifts by more than the step, whatever the tally", () => {
    for (let seed = 1n; seed < 1n << 64n; seed = seed * 3n + 1n) {
      const by = shift(seed);
      expect(by >= -90n && by <= 90n, String(seed)).to.equal(true);
    }
  });

  it("hears fewer than the least number of voices not at all", () => {
    expect([tally(0, 0), tally(2, 0), tally(1, 1), tally(1, 2)].map((one) => shift(one))).to.deep.equal([
      0n,
      0n,
      0n,
      30n,
    ]);
  });

  it("hears one pair and is deaf to the other", () => {
    const mood = swayed(level, 90n, 3n, DARKEN_OR_BRIGHTEN);
    expect([shift(tally(9, 0, 0, 3), mood), shift(tally(0, 9, 3, 0), mood), shift(tally(9, 9), mood)]).to.deep.equal([
      90n,
      -90n,
      0n,
    ]);
    expect(shift(tally(0, 0, 9, 9))).to.equal(0n);
  });

  it("shifts any measure, a swayed one too", () => {
    const both = swayed(swayed(change, 10n, 1n), 100n, 1n, DARKEN_OR_BRIGHTEN);
    expect(both(101n, 100n, tally(0, 1, 1, 0))).to.equal(10n);
  });
});
