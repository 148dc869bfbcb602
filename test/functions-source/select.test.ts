import { expect } from "chai";

import { DAY } from "./support.ts";
import { firstWithWitness, median, officialClose } from "../../functions-source/select.ts";

const of = (...units: (number | [number, number])[]) =>
  units.map((each) => {
    const [value, age] = Array.isArray(each) ? each : [each, 0];
    return { on: DAY - age * 86_400, units: BigInt(value) };
  });

describe("firstWithWitness", () => {
  const select = firstWithWitness(10n);
  it("takes the first in the fixed order", () => expect(select(of(105, 100, 95))).to.equal(105n));
  it("passes over a source without a witness", () => expect(select(of(200, 100, 110))).to.equal(100n));
  it("takes a witness at the very spread", () => expect(select(of(90, 100))).to.equal(90n));
  it("fails beyond the spread, with the values", () => {
    expect(() => select(of(89, 100))).to.throw(/^FEED_SPREAD:89,100$/);
  });
  it("catches a factor of ten", () => expect(() => firstWithWitness(40n)(of(106, 1_060))).to.throw(/^FEED_SPREAD/));
  it("does not let a source witness itself", () =>
    expect(() => firstWithWitness(0n)(of(1, 2, 3))).to.throw(/^FEED_SPREAD/));
  it("keeps the longest possible error within 64 characters", () => {
    const largest = -999_999_999_999_999;
    expect(`FEED_SPREAD:${[largest, largest, largest].join()}`.length).to.be.at.most(64);
  });
});

describe("median", () => {
  const select = median(10n);
  it("takes the middle of three in any order", () => {
    for (const order of [of(95, 100, 108), of(108, 95, 100), of(100, 108, 95)]) expect(select(order)).to.equal(100n);
  });
  it("takes the lower of two", () => expect(select(of(108, 100))).to.equal(100n));
  it("asks for a witness", () => {
    expect(select(of(1, 100, 110))).to.equal(100n);
    expect(() => select(of(1, 100, 200))).to.throw(/^FEED_SPREAD:1,100,200$/);
  });
});

describe("officialClose", () => {
  it("takes equality of any two", () => {
    expect(officialClose(of(5, 5, 7))).to.equal(5n);
    expect(officialClose(of(7, 5, 5))).to.equal(5n);
  });
  it("fails without equality", () => expect(() => officialClose(of(5, 6, 7))).to.throw(/^FEED_SPREAD:5,6,7$/));
  it("looks at the newest session only", () => expect(officialClose(of([9, 1], 5, 5))).to.equal(5n));
  it("waits when one source alone has the newest session", () => {
    expect(() => officialClose(of(5, [4, 1], [4, 1]))).to.throw(/^NOT_FINAL:ahead$/);
  });
});
