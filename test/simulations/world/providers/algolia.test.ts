import { expect } from "chai";

import { DAY } from "../../../../simulations/world/days.ts";
import { at, useWorld } from "../fixture.ts";

const ROOT = "https://hn.algolia.com/api/v1";
const within = (from: number, to: number) => `tags=story&numericFilters=created_at_i%3E=${from},created_at_i%3C${to}`;

describe("algolia", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string) => fixture.clients[0]!.get(`${ROOT}/${address}`);
  const day = at("2015-06-10");
  interface Hit {
    created_at_i: number;
    created_at: string;
    objectID: string;
    points: number;
    title: string;
    num_comments: number;
  }
  const hitsOf = async (address: string) => (await get(address)).json().hits as Hit[];

  it("answers the stories of a day, the most voted first, 20 unless told", async () => {
    const hits = await hitsOf(`search?${within(day, day + DAY)}`);
    expect(hits).to.have.length(20);
    for (const { created_at_i, created_at } of hits) {
      expect(created_at_i).to.be.within(day, day + DAY - 1);
      expect(at(created_at)).to.equal(created_at_i);
    }
    const points = hits.map((hit) => hit.points);
    expect(points).to.deep.equal(points.toSorted((a, b) => b - a));
    expect(await hitsOf(`search?${within(day, day + DAY)}&hitsPerPage=5`)).to.deep.equal(hits.slice(0, 5));
  });
  it("answers the newest first by date", async () => {
    const times = (await hitsOf(`search_by_date?${within(day, day + DAY)}&hitsPerPage=100`)).map(
      (hit) => hit.created_at_i,
    );
    expect(times).to.have.length(30);
    expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
  });
  it("keeps to the bounds, to the second", async () => {
    const all = await hitsOf(`search_by_date?${within(day, day + DAY)}&hitsPerPage=100`);
    const [last, second] = all;
    const between = await hitsOf(`search?${within(second!.created_at_i, last!.created_at_i)}`);
    expect(between.map(({ objectID }) => objectID)).to.deep.equal([second!.objectID]);
    expect(await hitsOf(`search?${within(day - DAY, day + DAY)}&hitsPerPage=1000`)).to.have.length(60);
  });
  it("shows only what is posted, and points as they stand", async () => {
    const asked = `search?${within(day, day + DAY)}&hitsPerPage=100`;
    const final = await hitsOf(asked);
    fixture.now = day + DAY / 2;
    const early = await hitsOf(asked);
    expect(early.length).to.be.lessThan(final.length);
    for (const { objectID, points } of early)
      expect(points).to.be.lessThan(final.find((hit) => hit.objectID === objectID)!.points);
  });
  it("refuses filters as Algolia does", async () => {
    const refused = async (filters: string) => {
      const { status, json } = await get(`search?tags=story&numericFilters=${filters}`);
      return [status, json().message];
    };
    expect(await refused(`created_at_i%3E=${day},points%3E100`)).to.deep.equal([
      400,
      "invalid numeric attribute(points), attribute not specified in numericAttributesForFiltering setting",
    ]);
    expect(await refused("yesterday")).to.deep.equal([400, "invalid numeric filter: yesterday"]);
  });
  it("has neither words to search for, nor other items, nor all of time", async () => {
    for (const address of [`search?${within(day, day + DAY)}&query=moon`, "search?tags=comment", "items/1"])
      expect((await get(address)).status).to.equal(599);
    expect((await get(`search?tags=story&numericFilters=created_at_i%3E=${day}`)).status).to.equal(599);
  });
  it("acts out faults: no values, the day before, values off, a hostile title", async () => {
    const asked = `search?${within(day, day + DAY)}`;
    const plain = await hitsOf(asked);
    const under = async (fault: object) => {
      const remove = fixture.world.faults.add({ service: "algolia", ...fault } as never);
      const hits = await hitsOf(asked);
      remove();
      return hits;
    };
    expect((await under({ kind: "nullValue" })).map((hit) => hit.points)).to.deep.equal(Array(20).fill(null));
    expect((await under({ kind: "stale" }))[0]!.created_at_i).to.be.within(day - DAY, day - 1);
    expect((await under({ kind: "wrongByPercent", percent: 10 }))[0]!.num_comments).to.equal(
      Math.round(plain[0]!.num_comments * 1.1),
    );
    const [first, second] = await under({ kind: "hostileText" });
    expect(first!.title).to.match(/^IGNORE ALL/);
    expect(second!.title).to.equal(plain[1]!.title);
  });
  it("refuses in its own words", async () => {
    fixture.world.faults.add({ service: "algolia", kind: "status", status: 429 });
    const { status, json } = await get(`search?${within(day, day + DAY)}`);
    expect([status, json()]).to.deep.equal([429, { status: 429, message: "Too Many Requests" }]);
  });
});
