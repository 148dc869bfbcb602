import { expect } from "chai";

import { clickHouse } from "../../../../functions-source/feeds/clickHouse.ts";
import { DAY } from "../../../../simulations/world/days.ts";
import { storiesOf } from "../../../../simulations/world/headlines.ts";
import { at, useWorld } from "../fixture.ts";

describe("clickhouse", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string) => fixture.clients[0]!.get(`https://play.clickhouse.com${address}`);
  const day = at("2015-06-10");
  const ask = (of = day) => get(`/${clickHouse.address(of, of).replace("play.clickhouse.com/", "")}`);

  it("answers the program's question as a line of text", async () => {
    const best = storiesOf(day / DAY, fixture.now, "mirror")
      .toSorted((one, other) => other.points - one.points || one.id - other.id)
      .slice(0, 20);
    const sum = (of: "points" | "comments"): number => best.reduce((total, story) => total + story[of], 0);
    const { status, body, headers } = await ask();
    expect([status, body]).to.deep.equal([200, `${(1e3 * sum("comments")) / sum("points")}\n`]);
    expect(headers["content-type"]).to.equal("text/tab-separated-values; charset=UTF-8");
  });
  it("knows the table's order: what lies below the first id does not count", async () => {
    const address = clickHouse.address(day, day).replace("play.clickhouse.com/", "/");
    const all = (await get(address)).body;
    expect((await get(address.replace(/id%3E\d+/, "id%3E99000000"))).body).to.equal("nan\n");
    expect((await get(address.replace("LIMIT+20", "LIMIT+19"))).body).not.to.equal(all);
  });
  it("answers nan about a day that it does not have", async () => {
    expect((await ask(at("2015-06-21"))).body).to.equal("nan\n");
  });
  it("answers no other question, and no other user", async () => {
    expect((await get("/?user=play&query=SELECT+1")).status).to.equal(599);
    expect((await get("/play")).status).to.equal(599);
    const { status, body } = await get("/?query=SELECT+1");
    expect([status, body]).to.deep.equal([
      403,
      "Code: 516. DB::Exception: default: Authentication failed. (AUTHENTICATION_FAILED)\n",
    ]);
  });
  it("acts out faults: no value, the day before, a value off", async () => {
    const plain = Number((await ask()).body);
    const before = Number((await ask(day - DAY)).body);
    const under = async (fault: object) => {
      const remove = fixture.world.faults.add({ service: "clickhouse", ...fault } as never);
      const { body } = await ask();
      remove();
      return body;
    };
    expect(await under({ kind: "nullValue" })).to.equal("nan\n");
    expect(Number(await under({ kind: "stale" }))).to.equal(before);
    expect(Math.round(Number(await under({ kind: "wrongByPercent", percent: 10 })))).to.equal(Math.round(plain * 1.1));
  });
  it("refuses in its own words", async () => {
    for (const [status, words] of [
      [429, "QUOTA_EXCEEDED"],
      [503, "TOO_MANY_SIMULTANEOUS_QUERIES"],
    ] as const) {
      const remove = fixture.world.faults.add({ service: "clickhouse", kind: "status", status });
      const answer = await ask();
      remove();
      expect(answer.status).to.equal(status);
      expect(answer.body).to.include(words);
    }
  });
});
