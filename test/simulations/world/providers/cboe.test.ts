import { expect } from "chai";

import { at, useWorld } from "../fixture.ts";

const URL = "https://cdn.cboe.com/api/global/us_indices/daily_prices/SPX_History.csv";

describe("cboe", () => {
  const fixture = useWorld("2015-06-19T06:00:00Z");
  const linesAt = async (time: string) => {
    fixture.now = at(time);
    return (await fixture.clients[0]!.get(URL)).body.trimEnd().split("\n");
  };

  it("answers DATE,SPX with US dates, from the first recorded day on", async () => {
    const lines = await linesAt("2015-06-19T06:00:00Z");
    expect(lines.slice(0, 3)).to.deep.equal(["DATE,SPX", "01/03/2000,1455.220000", "01/04/2000,1399.420000"]);
    expect(lines.at(-1)).to.equal("06/18/2015,2121.240000");
  });

  it("has a day's row from 06:00 UTC of the next day on", async () => {
    expect((await linesAt("2015-06-19T05:59:59Z")).at(-1)).to.match(/^06\/17\/2015,/);
    // A holiday and a weekend: Friday 3 July 2015 had no session.
    expect((await linesAt("2015-07-06T12:00:00Z")).at(-1)).to.match(/^07\/02\/2015,/);
  });

  it("says when a story has left the record", async () => {
    fixture.now = at("2020-05-04T12:00:00Z");
    const { status, json } = await fixture.clients[0]!.get(URL);
    expect(status).to.equal(599);
    expect(json().why).to.include("its S&P 500 runs from 2000-01-03 to 2020-04-17");
  });

  it("has no other file", async () => {
    expect((await fixture.clients[0]!.get(URL.replace("SPX", "VIX"))).status).to.equal(599);
  });
});
