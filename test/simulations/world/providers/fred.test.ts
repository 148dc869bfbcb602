import { expect } from "chai";

import { at, useWorld } from "../fixture.ts";

const ROOT = "https://fred.stlouisfed.org/graph/fredgraph.csv";
const url = (start: string, end = start) => `${ROOT}?id=SP500&cosd=${start}&coed=${end}`;

describe("fred", () => {
  const fixture = useWorld("2015-07-10T06:00:00Z");
  const get = (address: string, headers?: Record<string, string>) => fixture.clients[0]!.get(address, headers);

  it("answers a row a weekday, empty on holidays", async () => {
    const { body } = await get(url("2015-07-02", "2015-07-06"));
    expect(body).to.equal("observation_date,SP500\n2015-07-02,2076.78\n2015-07-03,\n2015-07-06,2068.76\n");
  });

  it("has a day's row from 13:00 UTC of the next weekday on", async () => {
    const bodyAt = async (time: string) => {
      fixture.now = at(time);
      return (await get(url("2015-06-19"))).body;
    };
    expect(await bodyAt("2015-06-22T12:59:59Z")).to.equal("observation_date,SP500\n");
    expect(await bodyAt("2015-06-22T13:00:00Z")).to.match(/\n2015-06-19,2109\.99\n$/);
  });

  it("reaches back ten years", async () => {
    const lines = (await get(url("2000-01-03", "2005-07-12"))).body.split("\n");
    expect(lines[1]).to.match(/^2005-07-1/);
  });

  it("answers HTML when it refuses", async () => {
    const unknown = await get(`${ROOT}?id=NOPE`);
    const wall = await get(url("2015-07-02"), {});
    expect([unknown.status, wall.status]).to.deep.equal([404, 403]);
    for (const { headers } of [unknown, wall]) expect(headers["content-type"]).to.match(/^text\/html/);
  });
});
