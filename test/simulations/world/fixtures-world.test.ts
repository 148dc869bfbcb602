import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { startWorld, type World, writeFixture } from "../../../simulations/world/index.ts";
import { HOSTILE_TEXT } from "../../../simulations/world/faults/hostile.ts";
import { Client } from "./client.ts";
import { at } from "./fixture.ts";
import { entry, fixture, URL_OF } from "./fixtures-sample.ts";

const KRAKEN = (since: string) =>
  `https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440&since=${at(since) - 86_400}`;

describe("a world with fixtures", () => {
  let folder: string;
  let world: World;
  let client: Client;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-fixtures-"));
    writeFixture(join(folder, "tides", "harbour.json"), fixture([entry("2015-06-17")]));
    const recorded = {
      ...entry("2015-06-17", '{"error":[],"result":{}}'),
      request: { method: "GET", url: KRAKEN("2015-06-17") },
    } as const;
    writeFixture(
      join(folder, "bitcoin", "kraken.json"),
      fixture([recorded], { provider: "kraken", host: "api.kraken.com" }),
    );
    world = await startWorld({ nodes: 1, now: () => at("2015-06-20T06:00:00Z"), fixtures: folder });
    client = new Client(world);
  });
  afterEach(() => world.faults.clear());
  after(async () => {
    client.close();
    await world.stop();
    await rm(folder, { recursive: true });
  });

  it("answers as recorded, at a host of its own and before the world's provider", async () => {
    const { status, headers, body } = await client.get(URL_OF("2015-06-17"));
    expect({ status, body }).to.deep.equal({ status: 200, body: entry("2015-06-17").response.body });
    expect(headers["content-type"]).to.equal("application/json");
    expect((await client.get(KRAKEN("2015-06-17"))).body).to.equal('{"error":[],"result":{}}');
  });

  it("lets the world's provider answer what is not recorded", async () => {
    const { json } = await client.get(KRAKEN("2015-06-18"));
    expect(json().result.XXBTZUSD.map(([time]: number[]) => time)).to.include(at("2015-06-18"));
  });

  it("says so where there is no such provider", async () => {
    const { status, json } = await client.get(URL_OF("2015-06-18"));
    expect(status).to.equal(599);
    expect(json().why).to.include("of api.harbour.example the world has what its fixture holds");
    expect(world.unexpected.at(-1)).to.include({ host: "api.harbour.example" });
  });

  it("meets the faults of transport, aimed at the provider's name or at its host", async () => {
    world.faults.add({ service: "kraken", kind: "status", status: 429 });
    world.faults.add({ service: "api.harbour.example", kind: "hostileText" });
    expect((await client.get(KRAKEN("2015-06-17"))).body).to.include("EAPI:Rate limit exceeded");
    expect((await client.get(URL_OF("2015-06-17"))).json().note).to.equal(HOSTILE_TEXT);
    world.faults.add({ service: "api.harbour.example", kind: "status", status: 429 });
    expect((await client.get(URL_OF("2015-06-17"))).status).to.equal(429);
  });

  it("fails loudly for a fault that recorded values cannot act out", async () => {
    world.faults.add({ service: "kraken", kind: "stale" });
    expect((await client.get(KRAKEN("2015-06-17"))).json().why).to.equal('a recorded answer cannot act out "stale"');
    expect(() => world.faults.add({ service: "api.harbour.example", kind: "nullValue" })).to.throw("cannot act out");
  });

  it("leaves faults that are meant for others to them", async () => {
    world.faults.add({ service: "*", kind: "stale" });
    world.faults.add({ service: "*", kind: "refusal" });
    expect((await client.get(URL_OF("2015-06-17"))).status).to.equal(200);
  });

  it("does not start with a fixture that cannot be used", async () => {
    const failure = await startWorld({ nodes: 1, now: () => 0, fixtures: join(folder, "none") }).catch(String);
    expect(failure).to.include("none: the file does not exist");
  });
});
