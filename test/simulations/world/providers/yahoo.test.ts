import { expect } from "chai";

import { at, useWorld } from "../fixture.ts";

const ROOT = "https://query1.finance.yahoo.com/v8/finance/chart";
const url = (start: string, end: string) =>
  `${ROOT}/%5EGSPC?period1=${at(start)}&period2=${at(end)}&interval=1d&includePrePost=false`;

describe("yahoo", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string, headers?: Record<string, string>) => fixture.clients[0]!.get(address, headers);
  const resultOf = async (address: string) => (await get(address)).json().chart.result[0];

  it("answers parallel arrays, stamped with the session's opening in New York", async () => {
    const { meta, timestamp, indicators } = await resultOf(url("2015-06-18", "2015-06-19"));
    expect(timestamp).to.deep.equal([at("2015-06-18T13:30:00Z")]);
    expect(meta).to.include({ symbol: "^GSPC", currency: "USD", gmtoffset: -14_400, dataGranularity: "1d" });
    expect(Object.keys(indicators.quote[0])).to.deep.equal(["open", "high", "low", "close", "volume"]);
    expect(indicators.adjclose[0].adjclose).to.deep.equal(indicators.quote[0].close);
    const winter = await resultOf(url("2015-01-15", "2015-01-16"));
    expect(winter.timestamp).to.deep.equal([at("2015-01-15T14:30:00Z")]);
  });

  it("prints float32 noise", async () => {
    const { indicators } = await resultOf(url("2015-06-18", "2015-06-19"));
    const close = indicators.quote[0].close[0];
    expect(close).to.equal(Math.fround(2121.24));
    expect(close).not.to.equal(2121.24);
  });

  it("includes period1 and excludes period2", async () => {
    const opens = at("2015-06-18T13:30:00Z");
    const range = (from: number, to: number) => `${ROOT}/%5EGSPC?period1=${from}&period2=${to}&interval=1d`;
    expect((await resultOf(range(opens, opens + 1))).timestamp).to.deep.equal([opens]);
    expect((await resultOf(range(opens - 1, opens))).timestamp).to.equal(undefined);
  });

  it("has neither timestamps nor quotes on a holiday", async () => {
    fixture.now = at("2015-07-10T06:00:00Z");
    const result = await resultOf(url("2015-07-03", "2015-07-04"));
    expect(result).not.to.have.property("timestamp");
    expect(result.indicators).to.deep.equal({ quote: [{}], adjclose: [{}] });
  });

  it("stamps the running day with its last trade and a live price", async () => {
    const barAt = async (time: string) => {
      fixture.now = at(time);
      const { timestamp, indicators } = await resultOf(url("2015-06-18", "2015-06-19"));
      return [timestamp?.[0], indicators.quote[0].close?.[0]];
    };
    expect(await barAt("2015-06-18T13:29:59Z")).to.deep.equal([undefined, undefined]);
    const [time, price] = await barAt("2015-06-18T15:00:00Z");
    expect(time).to.equal(at("2015-06-18T15:00:00Z"));
    expect(price).not.to.equal(Math.fround(2121.24));
    expect(await barAt("2015-06-18T22:00:00Z")).to.deep.equal([at("2015-06-18T20:00:00Z"), Math.fround(2121.24)]);
    expect(await barAt("2015-06-19T04:00:00Z")).to.deep.equal([at("2015-06-18T13:30:00Z"), Math.fround(2121.24)]);
  });

  it("refuses in its own words", async () => {
    const robot = await get(url("2015-06-18", "2015-06-19"), { "user-agent": "Deno/2.9" });
    expect([robot.status, robot.body]).to.deep.equal([429, "Edge: Too Many Requests"]);
    const unknown = await get(`${ROOT}/NOPE?interval=1d`);
    expect([unknown.status, unknown.json().chart]).to.deep.equal([
      404,
      { result: null, error: { code: "Not Found", description: "No data found, symbol may be delisted" } },
    ]);
    expect((await get(url("2015-06-18", "2015-06-19").replace("1d", "1y"))).status).to.equal(422);
  });
});
