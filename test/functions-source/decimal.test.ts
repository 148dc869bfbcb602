import { expect } from "chai";

import { magnitude, quantise, toUnits } from "../../functions-source/decimal.ts";

describe("toUnits", () => {
  const cases: [unknown, number, bigint][] = [
    ["6712.34", 2, 671_234n],
    [6712.33984375, 2, 671_234n],
    [7718.60009765625, 2, 771_860n],
    [90_100.9, 2, 9_010_090n],
    ["   10.6", 1, 106n],
    ["-0.4", 1, -4n],
    ["-0.05", 1, -1n],
    ["0.05", 1, 1n],
    ["0.0499999", 1, 0n],
    ["1.005", 2, 101n],
    ["12", 2, 1_200n],
    ["  311", 1, 3_110n],
    ["0", 2, 0n],
  ];
  for (const [value, decimals, units] of cases) {
    it(`reads ${JSON.stringify(value)} at ${decimals} decimals`, () =>
      expect(toUnits(value, decimals)).to.equal(units));
  }
  for (const bad of ["1e5", 1e21, 1e-7, "6,712.34", "12a", "--1", "0x10", "1.2.3", "NaN", Infinity, "12345678901234"]) {
    it(`refuses ${String(bad)}`, () => expect(() => toUnits(bad, 2)).to.throw());
  }
});

describe("quantise", () => {
  it("rounds to the nearest multiple, half away from zero", () => {
    const rounded = [14n, 15n, 16n, -14n, -15n, -16n, 0n, 4n].map((value) => quantise(value, 10n));
    expect(rounded).to.deep.equal([10n, 20n, 20n, -10n, -20n, -20n, 0n, 0n]);
  });
  it("leaves everything at a quantum of one", () => expect(quantise(-7n, 1n)).to.equal(-7n));
});

describe("magnitude", () => {
  it("is the distance from zero", () =>
    expect([magnitude(-3n), magnitude(3n), magnitude(0n)]).to.deep.equal([3n, 3n, 0n]));
});
