import { expect } from "chai";

import { barOf, holds } from "../../bench/bars.ts";
import { median } from "../../bench/statistics.ts";
import { figureTable } from "../../bench/table.ts";

describe("bars", () => {
  it("holds costs from above and speed from below, the bar itself included", () => {
    expect([309_999, 310_000, 310_001].map((gas) => holds("request.gas.5120", gas))).to.deep.equal([true, true, false]);
    expect([9.99, 10, 44].map((ratio) => holds("rounds.ratioToToolkit", ratio))).to.deep.equal([false, true, true]);
  });

  it("holds every program's bundle and no figure that is there to compare with", () => {
    expect(barOf("bundle.bytes.any-program")).to.deep.equal({ most: 6_000 });
    expect(barOf("request.gas.5120.starterKit")).to.equal(undefined);
    expect(holds("request.gas.5120.starterKit", 1e9)).to.equal(true);
  });
});

describe("figureTable", () => {
  const table = figureTable({
    "callback.gas.hold": 42_660,
    "request.gas.5120": 310_001,
    "request.gas.5120.starterKit.solc0819": 691_390,
    "rounds.ratioToToolkit": 43.357,
  });

  it("says which bars are held and which are missed", () => {
    expect(table).to.match(/^callback\.gas\.hold +42,660 +<= 60,000 {2}held$/m);
    expect(table).to.match(/^request\.gas\.5120 +310,001 +<= 310,000 {2}MISSED$/m);
    expect(table).to.match(/^request\.gas\.5120\.starterKit\.solc0819 +691,390$/m);
    expect(table).to.match(/^rounds\.ratioToToolkit +43\.36 +>= 10 {2}held$/m);
  });

  it("fits 80 columns", () => {
    for (const line of table.split("\n")) expect(line.length, line).to.be.at.most(80);
  });
});

describe("median", () => {
  it("is the middle one, of an even number the lower", () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([4, 3, 2, 1])).to.equal(2);
  });

  it("refuses no values", () => {
    expect(() => median([])).to.throw(RangeError, "at least one");
  });
});
