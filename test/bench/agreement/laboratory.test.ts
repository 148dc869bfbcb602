import { expect } from "chai";

import { BOUND, compare, isWithin, wobbleAlone } from "../../../bench/agreement/check.ts";
import { Laboratory } from "../../../bench/agreement/laboratory.ts";
import { PROGRAM } from "../../../bench/agreement/rows.ts";
import { isNear } from "./near.ts";
import { type Setting, usual } from "../../../bench/agreement/setting.ts";
import { verify } from "../../../bench/agreement/verify.ts";

const PERIODS = 60;
const laboratory = new Laboratory();
const measure = (changes: Partial<Setting>, periods = PERIODS, subject = PROGRAM) =>
  laboratory.measure({ subject, setting: { ...usual, ...changes }, periods });
const CALM = { providerFaults: 0, wobble: 0, borderline: 0 };

describe("the laboratory of agreement", () => {
  it("gives the same row again", async () => expect(await measure({})).to.deep.equal(await measure({})));
  it("draws other rounds for other settings", async () => {
    const [some, many] = [await measure({ wobble: 0.2 }), await measure({ wobble: 0.4 })];
    expect(many.allEqual < some.allEqual).to.equal(true);
  });

  describe("where nothing goes wrong", () => {
    for (const vendors of ["one", "two", "two and rules"] as const) {
      for (const liars of [0, 1]) {
        it(`all agree: ${vendors}, ${liars} liars`, async () => {
          const row = await measure({ ...CALM, vendors, liars });
          expect(row).to.include({ allEqual: 1, faultless: 1, singleNode: 0, wrong: 0, none: 0 });
          // A question and its confirmation.
          expect(row.rounds).to.equal(2 * PERIODS);
        });
      }
    }
    it("agrees with MEDIAN, with more nodes, and with AIs that overrule the rules", async () => {
      const row = await measure({ ...CALM, n: 10, liars: 3, aggregation: "median", licence: 1 });
      expect(row).to.include({ allEqual: 1, faultless: 1 });
    });
  });

  describe("where everything goes wrong", () => {
    it("settles nothing without providers, after all attempts", async () => {
      const row = await measure({ providerFaults: 1 });
      expect(row).to.include({ allEqual: 1, none: 1, aiCalls: 0, rounds: usual.attempts * PERIODS });
    });
    it("lets the rules decide when all AIs are late: alike, but not as a faultless run", async () => {
      expect(await measure({ ...CALM, late: 1 })).to.include({ allEqual: 1, wrong: 1, faultless: 0 });
    });
    it("never settles a single node's word where there is confirmation", async () => {
      for (const liars of [0, 1]) expect((await measure({ wobble: 0.4, liars })).singleNode).to.equal(0);
    });
  });

  it("costs what its rounds cost", async () => {
    const row = await measure({ ...CALM });
    expect([row.gas, row.link]).to.deep.equal([2 * (324_915 + 300_223), 0.21]);
    // Both AIs say what the rules say, or one is asked again.
    expect(isNear(row.aiCalls, 20, 4)).to.equal(true);
  });

  it("measures public samples: all bytes differ with the moment or with the words", async () => {
    const alone = { ...CALM, vendors: "one", confirmation: false, licence: 0 } as const;
    expect((await measure(alone, PERIODS, "current price")).allEqual).to.equal(0);
    expect((await measure(alone, PERIODS, "hash of free text")).allEqual).to.equal(1);
    expect((await measure({ ...alone, wobble: 0.2 }, PERIODS, "hash of free text")).allEqual).to.equal(0);
    expect(isNear((await measure({ ...alone, wobble: 0.05 }, PERIODS, "long JSON")).faultless, 0.65, 0.25)).to.equal(
      true,
    );
  });
});

describe("the independent check", () => {
  it("computes by hand: two fields, each with two neighbours, wobble 0.2", () => {
    const { allEqual, faultless, singleNode, wrong } = wobbleAlone(
      [
        [
          { ruled: 2, size: 5 },
          { ruled: 2, size: 6 },
        ],
      ],
      0.2,
    );
    // One field: 0.8, 0.1, 0.1; sums of squares 0.66, of cubes 0.514, of fourth powers 0.4098.
    expect(isNear(allEqual, 0.4098 ** 2, 1e-12)).to.equal(true);
    expect(isNear(singleNode, 1 - 3 * 0.66 ** 2 + 2 * 0.514 ** 2, 1e-12)).to.equal(true);
    // p = 0.64: three times, twice of three, or heard first of three different ones.
    const p = 0.64;
    const alone = p * ((1 - p) ** 2 - (0.66 ** 2 - p * p));
    expect(isNear(faultless, p ** 3 + 3 * p * p * (1 - p) + alone, 1e-12)).to.equal(true);
    expect(isNear(wrong, 1 - faultless, 1e-12)).to.equal(true);
  });
  it("computes by hand: one field at the end of its list, wobble 0.4", () => {
    const { allEqual, faultless, singleNode } = wobbleAlone([[{ ruled: 0, size: 3 }]], 0.4);
    expect(isNear(allEqual, 0.6 ** 4 + 0.4 ** 4, 1e-12)).to.equal(true);
    expect(isNear(faultless, 0.6 ** 3 + 3 * 0.6 ** 2 * 0.4, 1e-12)).to.equal(true);
    // Of two values, two of three are always equal.
    expect(isNear(singleNode, 0, 1e-12)).to.equal(true);
  });
  it("calls a share apart beyond three standard errors, and not within", () => {
    const shares = { allEqual: 0.5, faultless: 0, singleNode: 0, wrong: 0, none: 0 };
    const at = (apart: number) => compare("row", shares, 100, { allEqual: 0.5 + apart * 0.05 })[0]!;
    expect(isWithin(at(BOUND - 0.3))).to.equal(true);
    expect(isWithin(at(BOUND + 0.3))).to.equal(false);
  });
  it("finds the laboratory's rows", async () => {
    const comparisons = await verify(laboratory, 120, 4_000);
    expect(new Set(comparisons.map(({ row }) => row)).size).to.equal(15);
    expect(comparisons.filter((one) => !isWithin(one))).to.deep.equal([]);
  });
});
