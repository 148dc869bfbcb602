import { expect } from "chai";

import { DAY } from "../../../../simulations/world/days.ts";
import { at, useWorld } from "../fixture.ts";

const ROOT = "https://www.bitstamp.net/api/v2/ohlc/btcusd/";
const one = (date: string) =>
  `${ROOT}?step=86400&limit=1&start=${at(date)}&end=${at(date) + DAY - 1}&exclude_current_candle=true`;

describe("bitstamp", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string) => fixture.clients[0]!.get(address);
  const rowsOf = async (address: string) => (await get(address)).json().data.ohlc;

  it("answers one candle whose members are all strings", async () => {
    const { data } = (await get(one("2015-06-18"))).json();
    expect(data.pair).to.equal("BTC/USD");
    expect(data.ohlc).to.have.length(1);
    expect(data.ohlc[0].timestamp).to.equal(String(at("2015-06-18")));
    expect(Object.keys(data.ohlc[0])).to.deep.equal(["timestamp", "open", "high", "low", "close", "volume"]);
    for (const value of Object.values(data.ohlc[0])) expect(value).to.match(/^\d+(\.\d*[1-9])?$/);
  });

  it("leaves the running candle out on request only", async () => {
    expect(await rowsOf(one("2015-06-20"))).to.deep.equal([]);
    expect(await rowsOf(one("2015-06-20").replace("=true", "=false"))).to.have.length(1);
  });

  it("answers ascending, at most `limit` rows", async () => {
    const rows = await rowsOf(`${ROOT}?step=86400&limit=3&end=${at("2015-06-10")}`);
    const expected = ["2015-06-08", "2015-06-09", "2015-06-10"].map((date) => String(at(date)));
    expect(rows.map(({ timestamp }: { timestamp: string }) => timestamp)).to.deep.equal(expected);
  });

  it("redirects a path without its slash", async () => {
    const { status, headers } = await get(`${ROOT.slice(0, -1)}?step=86400&limit=1`);
    expect([status, headers.location]).to.deep.equal([301, "/api/v2/ohlc/btcusd/?step=86400&limit=1"]);
  });

  it("refuses in its own words", async () => {
    const bad = await get(`${ROOT}?step=7&limit=1`);
    expect(bad.status).to.equal(400);
    expect(bad.json().errors[0]).to.include({ field: "step", code: "value_invalid" });
    expect((await get(`${ROOT}?step=86400&limit=1001`)).json().errors[0].field).to.equal("limit");
    const unknown = await get("https://www.bitstamp.net/api/v2/ohlc/xyzusd/?step=86400&limit=1");
    expect(unknown.status).to.equal(404);
    expect(unknown.headers["content-type"]).to.match(/^text\/html/);
  });
});
