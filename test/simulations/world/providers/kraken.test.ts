import { expect } from "chai";

import { at, useWorld } from "../fixture.ts";

const ROOT = "https://api.kraken.com/0/public/OHLC";
const since = (date: string) => `${ROOT}?pair=XBTUSD&interval=1440&since=${at(date)}`;

describe("kraken", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const ask = async (address: string) => (await fixture.clients[0]!.get(address)).json();

  it("answers rows after `since` in strings, under its own name of the pair", async () => {
    const { error, result } = await ask(since("2015-06-17"));
    expect(error).to.deep.equal([]);
    expect(Object.keys(result)).to.deep.equal(["XXBTZUSD", "last"]);
    expect(result.XXBTZUSD.map(([time]: [number]) => time)).to.deep.equal([
      at("2015-06-18"),
      at("2015-06-19"),
      at("2015-06-20"),
    ]);
    expect(result.XXBTZUSD[0].map((value: unknown) => typeof value).join(" ")).to.equal(
      "number string string string string string string number",
    );
    expect(result.last).to.equal(at("2015-06-19"));
  });

  it("always has the running candle last, which changes until it closes", async () => {
    const closes = [];
    for (const time of ["2015-06-20T06:00:00Z", "2015-06-20T18:00:00Z"]) {
      fixture.now = at(time);
      const row = (await ask(since("2016-01-01"))).result.XXBTZUSD.at(-1);
      expect(row[0]).to.equal(at("2015-06-20"));
      closes.push(row[4]);
    }
    expect(closes[0]).not.to.equal(closes[1]);
  });

  it("reaches back 720 rows whatever `since` says", async () => {
    expect((await ask(since("2012-01-05"))).result.XXBTZUSD).to.have.length(720);
    expect((await ask(`${ROOT}?pair=XBTUSD&interval=1440`)).result.XXBTZUSD).to.have.length(720);
  });

  it("reports errors with status 200", async () => {
    const { status, json } = await fixture.clients[0]!.get(`${ROOT}?pair=NOPE&interval=1440`);
    expect([status, json()]).to.deep.equal([200, { error: ["EQuery:Unknown asset pair"] }]);
    expect(await ask(`${ROOT}?pair=XBTUSD&interval=7`)).to.deep.equal({ error: ["EGeneral:Invalid arguments"] });
  });
});
