import { expect } from "chai";

import { candleAt, FIRST_DAY, forming, LAST_DAY, type Venue } from "../../../simulations/world/bitcoin.ts";
import { indexRecord, span, weatherRecord } from "../../../simulations/world/data.ts";
import { dayOfDate, isoDate } from "../../../simulations/world/days.ts";

describe("recorded data", () => {
  it("holds the station's four years without a gap", () => {
    const { first, last } = span(weatherRecord());
    expect([isoDate(first), isoDate(last)]).to.deep.equal(["2012-01-01", "2015-12-31"]);
    expect(weatherRecord().size).to.equal(last - first + 1);
    expect(weatherRecord().get(dayOfDate(2012, 1, 2))).to.deep.equal({
      day: dayOfDate(2012, 1, 2),
      maximum: 106,
      minimum: 28,
      precipitation: 109,
      wind: 45,
    });
  });

  it("holds the index's trading days, in whole hundredths", () => {
    const { first, last } = span(indexRecord());
    expect([isoDate(first), isoDate(last)]).to.deep.equal(["2000-01-03", "2020-04-17"]);
    expect(indexRecord().get(first)?.close).to.equal(145_522);
    expect(indexRecord().get(dayOfDate(2015, 7, 3))).to.equal(undefined);
  });
});

describe("bitcoin series", () => {
  const days = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, index) => FIRST_DAY + index);
  const venues: Venue[] = ["coinbase", "kraken", "bitstamp"];

  it("has sound candles, each opening where the last closed", () => {
    for (const venue of venues) {
      for (const day of days.slice(1)) {
        const candle = candleAt(venue, day)!;
        const { open, high, low, close, volume } = candle;
        if (!(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && volume > 0)) {
          expect.fail(`${venue} ${isoDate(day)}: ${JSON.stringify(candle)}`);
        }
        if (open !== candleAt(venue, day - 1)!.close) expect.fail(`${venue} ${isoDate(day)} opens off the last close`);
      }
    }
  });

  it("lets venues differ, by a few basis points", () => {
    const spreads = days.map((day) => {
      const closes = venues.map((venue) => candleAt(venue, day)!.close);
      return ((Math.max(...closes) - Math.min(...closes)) * 10_000) / Math.min(...closes);
    });
    expect(Math.max(...spreads)).to.be.lessThan(5);
    expect(spreads.filter((spread) => spread > 0).length).to.be.greaterThan(days.length * 0.9);
  });

  it("moves like a market: some days hardly, some days a lot, calm and storm in clusters", () => {
    const moves = days.slice(1).map((day) => {
      const { open, close } = candleAt("coinbase", day)!;
      return Math.abs(close - open) / open;
    });
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    expect(mean > 0.015 && mean < 0.04, String(mean)).to.equal(true);
    expect(Math.max(...moves) > 0.1 && Math.max(...moves) < 0.35).to.equal(true);
    const afterStorm = moves.slice(1).filter((_, index) => moves[index]! > 2 * mean);
    expect(afterStorm.reduce((sum, move) => sum + move, 0) / afterStorm.length).to.be.greaterThan(1.15 * mean);
  });

  it("is the same on every machine", () => {
    expect(candleAt("kraken", dayOfDate(2015, 6, 18))).to.deep.equal({
      day: 16604,
      open: 280129,
      high: 285162,
      low: 275124,
      close: 279829,
      volume: 57937063,
    });
  });

  it("has nothing outside its span", () => {
    expect(candleAt("kraken", FIRST_DAY - 1)).to.equal(undefined);
    expect(candleAt("kraken", LAST_DAY + 1)).to.equal(undefined);
  });

  it("forms a candle from its opening on", () => {
    const candle = candleAt("kraken", dayOfDate(2015, 6, 18))!;
    const { open, high, low, close, volume } = forming(candle, 0);
    expect({ open, high, low, close, volume }).to.deep.equal({ open, high: open, low: open, close: open, volume: 0 });
    expect(forming(candle, 0.5).close).to.equal(Math.round((candle.open + candle.close) / 2));
  });
});
