import { expect } from "chai";

import { DAY } from "../../../../simulations/world/days.ts";
import { at, useWorld } from "../fixture.ts";

const ROOT = "https://api.exchange.coinbase.com/products";
const url = (start: string, end = start) =>
  `${ROOT}/BTC-USD/candles?granularity=86400&start=${start}T00:00:00Z&end=${end}T00:00:00Z`;

describe("coinbase", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string, headers?: Record<string, string>) => fixture.clients[0]!.get(address, headers);
  const rowsOf = async (address: string) => (await get(address)).json() as number[][];

  it("answers [time, low, high, open, close, volume] of the one bucket asked for", async () => {
    const row = (await rowsOf(url("2015-06-18"))).find(([time]) => time === at("2015-06-18"))!;
    const [, low, high, open, close, volume] = row as [number, number, number, number, number, number];
    expect(row).to.have.length(6);
    expect(low).to.be.at.most(Math.min(open, close));
    expect(high).to.be.at.least(Math.max(open, close));
    expect(volume).to.be.greaterThan(0);
  });

  it("answers newest first", async () => {
    const times = (await rowsOf(url("2015-06-10", "2015-06-14"))).map(([time]) => time!);
    expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
    expect(times).to.include.members([at("2015-06-10"), at("2015-06-14")]);
  });

  it("now and then lets a row before the start come along", async () => {
    const counts = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const start = at("2015-06-01") + index * DAY;
        return (await rowsOf(`${ROOT}/BTC-USD/candles?granularity=86400&start=${start}&end=${start}`)).length;
      }),
    );
    expect(new Set(counts)).to.deep.equal(new Set([1, 2]));
  });

  it("shows the running bucket as it forms, and none of the future", async () => {
    const closeAt = async (time: string) => {
      fixture.now = at(time);
      return (await rowsOf(url("2015-06-20"))).find(([start]) => start === at("2015-06-20"))?.[4];
    };
    const [early, late, final] = [
      await closeAt("2015-06-20T03:00:00Z"),
      await closeAt("2015-06-20T20:00:00Z"),
      await closeAt("2015-06-21T00:00:00Z"),
    ];
    expect(new Set([early, late, final]).size).to.equal(3);
    fixture.now = at("2015-06-19T23:59:59Z");
    expect((await rowsOf(url("2015-06-20"))).filter(([start]) => start === at("2015-06-20"))).to.deep.equal([]);
  });

  it("ignores start without end", async () => {
    const rows = await rowsOf(`${ROOT}/BTC-USD/candles?granularity=86400&start=2013-01-01T00:00:00Z`);
    expect(rows).to.have.length(300);
    expect(rows[0]?.[0]).to.equal(at("2015-06-20"));
  });

  it("refuses in its own words", async () => {
    const { status, json } = await get(url("2015-06-18"), {});
    expect([status, json()]).to.deep.equal([400, { message: "User-Agent header is required." }]);
    expect((await get(`${ROOT}/XYZ-USD/candles?granularity=86400`)).json()).to.deep.equal({ message: "NotFound" });
    expect((await get(`${ROOT}/BTC-USD/candles?granularity=7`)).json()).to.deep.equal({
      message: "Unsupported granularity",
    });
    const wide = await get(url("2014-01-01", "2015-01-01"));
    expect([wide.status, wide.json().message]).to.deep.equal([
      400,
      "granularity too small for the requested time range. Count of aggregations requested exceeds 300",
    ]);
  });
});
