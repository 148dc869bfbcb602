import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { fixtureFiles, readFixture } from "../../../simulations/world/fixtures.ts";
import { requestsFor } from "../../../tasks/world/feeds.ts";
import { DAYS, FROM, SHIPPED, useDesk, withHarbour } from "./desk.ts";
import { PERSONAL } from "./provider-server.ts";

describe("recording", () => {
  const desk = useDesk();
  let bitcoin: Program;
  let sp500: Program;
  before(async () => {
    [bitcoin, sp500] = await Promise.all([loadProgram("bitcoin"), loadProgram("sp500")]);
  });
  const read = (name: string) => readFixture(join(desk.folder, name));

  for (const name of SHIPPED) {
    it(`makes the very requests of ${name}, one at a time with a pause between them, each once`, async () => {
      const program = await loadProgram(name);
      const recorded = await desk.record(program);
      const wanted = DAYS.flatMap((_, index) => requestsFor(program.core, FROM + index * 86_400));
      expect(desk.server.asked).to.deep.equal([...new Set(wanted.map(({ url }) => url.slice("https://".length)))]);
      expect(desk.server.headers.map((each) => each["user-agent"])).to.deep.equal(
        desk.server.asked.map(() => "Mozilla/5.0"),
      );
      expect(desk.slept).to.deep.equal(desk.server.asked.slice(1).map(() => 700));
      for (const { stored, there, problems } of recorded) {
        expect({ periods: stored + there, problems }).to.deep.equal({ periods: DAYS.length, problems: [] });
      }
    });
  }

  it("says of every answer where it came from, when, and under what terms", async () => {
    await desk.record(bitcoin);
    const { entries, ...about } = read("bitcoin/kraken.json");
    expect(about).to.deep.equal({
      schema: "imago-fixture/1",
      provider: "kraken",
      host: "api.kraken.com",
      licence: "made up for tests",
      source: `${desk.server.baseUrl}/api.kraken.com/`,
      synthetic: false,
    });
    expect(entries.map(({ days }) => days)).to.deep.equal(DAYS.map((date) => [date]));
    expect(entries[0]!.retrievedAt).to.equal("2015-07-01T12:00:00.000Z");
    expect(entries[0]!.response.headers).to.have.all.keys("content-type", "last-modified");
  });

  it("keeps one answer for all the days that are asked for with one request", async () => {
    await desk.record(sp500);
    expect(read("sp500/cboe.json").entries.map(({ days }) => days)).to.deep.equal([DAYS]);
  });

  it("writes no key and nothing that tells who asked", async () => {
    const core = withHarbour(bitcoin.core);
    await desk.record({ ...bitcoin, core });
    expect(desk.server.asked[0]).to.include("s3cr3t-harbour-key");
    const files = fixtureFiles(desk.folder);
    expect(files.map((file) => file.slice(desk.folder.length + 1))).to.deep.equal([
      "bitcoin/api.harbour.example.json",
      "bitcoin/bitstamp.json",
      "bitcoin/kraken.json",
    ]);
    for (const text of [...files.map((file) => readFileSync(file, "utf8")), ...desk.lines]) {
      for (const secret of ["s3cr3t", "api_key", ...Object.entries(PERSONAL).flat()])
        expect(text).to.not.include(secret);
    }
    expect(read("bitcoin/api.harbour.example.json").entries[0]!.request.url).to.equal(
      `https://api.harbour.example/tides?on=${FROM}`,
    );
  });
});
