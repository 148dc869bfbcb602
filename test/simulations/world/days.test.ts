import { expect } from "chai";

import {
  dayOf,
  dayOfDate,
  isoDate,
  isWeekday,
  newYorkOffset,
  parseIsoDate,
  weekday,
} from "../../../simulations/world/days.ts";
import { decimal } from "../../../simulations/world/exchange.ts";
import { at } from "./fixture.ts";

describe("days", () => {
  it("converts between dates and day numbers", () => {
    expect(dayOfDate(1970, 1, 2)).to.equal(1);
    expect(isoDate(dayOf(at("2016-02-29T23:59:59Z")))).to.equal("2016-02-29");
    expect(parseIsoDate("2016-02-29")).to.equal(dayOfDate(2016, 2, 29));
  });

  it("refuses dates that do not exist", () => {
    for (const text of ["2015-02-29", "2015-13-01", "2015-1-1", "", null])
      expect(parseIsoDate(text)).to.equal(undefined);
  });

  it("knows weekdays", () => {
    expect(weekday(dayOfDate(2015, 6, 21))).to.equal(0);
    expect([19, 20, 21, 22].map((day) => isWeekday(dayOfDate(2015, 6, day)))).to.deep.equal([true, false, false, true]);
  });

  it("moves New York's clock as the law in force did", () => {
    const hours = (year: number, month: number, day: number) => newYorkOffset(dayOfDate(year, month, day)) / 3_600;
    // The rule of 2007: second Sunday of March to first Sunday of November.
    expect([hours(2015, 3, 7), hours(2015, 3, 8), hours(2015, 10, 31), hours(2015, 11, 1)]).to.deep.equal([
      -5, -4, -4, -5,
    ]);
    // Before: first Sunday of April to last Sunday of October.
    expect([hours(2006, 4, 1), hours(2006, 4, 2), hours(2006, 10, 28), hours(2006, 10, 29)]).to.deep.equal([
      -5, -4, -4, -5,
    ]);
  });
});

describe("decimal", () => {
  it("writes integers of a unit exactly", () => {
    expect(decimal(145_522, 2)).to.equal("1455.22");
    expect(decimal(-5, 1)).to.equal("-0.5");
    expect(decimal(7, 0)).to.equal("7");
  });
});
