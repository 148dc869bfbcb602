import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { fixtureResponder, writeFixture } from "../../../simulations/world/fixtures.ts";
import { withFixtures } from "../../../simulations/world/fixtures-service.ts";
import { PROVIDERS } from "../../../simulations/world/providers/index.ts";
import { at } from "./fixture.ts";
import { entry, fixture, URL_OF } from "./fixtures-sample.ts";

describe("answers of fixtures", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-fixtures-"));
    file = join(folder, "tides", "harbour.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const NOON = at("2026-11-22T12:00:00Z");
  const url = URL_OF("2026-11-20");

  it("are found by the URL whatever keys it carries, and by nothing but the whole of the rest", () => {
    writeFixture(file, fixture([entry("2026-11-20")]));
    const { answer } = fixtureResponder(folder);
    expect(answer("GET", url, NOON)).to.deep.equal(entry("2026-11-20").response);
    expect(answer("GET", `${url}&api_key=s3cr3t#top`, NOON)).to.deep.equal(entry("2026-11-20").response);
    expect(answer("GET", `${url}&more=1`, NOON)).to.equal(undefined);
    expect(answer("GET", url.replace("on=", "On="), NOON)).to.equal(undefined);
    expect(answer("POST", url, NOON)).to.equal(undefined);
  });

  it("are not told before the first of their days is over", () => {
    writeFixture(file, fixture([{ ...entry("2026-11-20"), days: ["2026-11-20", "2026-11-21"] }]));
    const { answer } = fixtureResponder(file);
    expect(answer("GET", url, at("2026-11-21") - 1)).to.equal(undefined);
    expect(answer("GET", url, at("2026-11-21"))).to.not.equal(undefined);
  });

  it("are the later ones where two files have one request", () => {
    const later = { ...entry("2026-11-20", "later"), retrievedAt: "2026-11-30T00:00:00.000Z" };
    writeFixture(join(folder, "a.json"), fixture([later]));
    writeFixture(join(folder, "b.json"), fixture([entry("2026-11-20", "earlier")]));
    for (const files of [
      ["a.json", "b.json"],
      ["b.json", "a.json"],
    ]) {
      const { answer } = fixtureResponder(files.map((name) => join(folder, name)));
      expect(answer("GET", url, NOON)?.body).to.equal("later");
    }
  });

  it("are called made up where one of a provider's fixtures is", () => {
    writeFixture(file, fixture([entry("2026-11-20")]));
    writeFixture(join(folder, "b.json"), fixture([], { host: "cdn.cboe.com", synthetic: true }));
    writeFixture(join(folder, "c.json"), fixture([], { host: "fred.stlouisfed.org", synthetic: false }));
    const synthetic = withFixtures(PROVIDERS, fixtureResponder(folder)).filter((service) => service.synthetic);
    expect(synthetic.map(({ name }) => name)).to.deep.equal([
      "cboe",
      "coinbase",
      "kraken",
      "bitstamp",
      "algolia",
      "clickhouse",
      "api.harbour.example",
    ]);
  });
});
