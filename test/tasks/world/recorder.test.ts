import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { fixtureFiles, readFixture } from "../../../simulations/world/fixtures.ts";
import { requestsFor } from "../../../tasks/world/feeds.ts";
import { DAYS, FROM, NOW, SHIPPED, useDesk, withHarbour } from "./desk.ts";
import { PERSONAL } from "./provider-server.ts";

const COINBASE = "api.exchange.coinbase.com";

describe("recording", () => {
  const desk = useDesk();
  let bitcoin: Program;
  let sp500: Program;
  before(async () => {
    [bitcoin, sp500] = await Promise.all([loadProgram("bitcoin"), loadProgram("sp500")]);
  });
  const read = (name: string) => readFixture(join(desk.folder, name));
  const problemsOf = (recorded: Awaited<ReturnType<typeof desk.record>>, provider: string) =>
    recorded.find((each) => each.provider === provider)?.problems;

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

  it("does not store an answer that repeats the key", async () => {
    const core = withHarbour(bitcoin.core);
    desk.server.surprise("api.harbour.example", (response) => response.end(`${FROM}=250 for s3cr3t-harbour-key`));
    const recorded = await desk.record({ ...bitcoin, core });
    expect(problemsOf(recorded, "api.harbour.example")).to.deep.equal([
      { date: DAYS[0], why: "not stored: it repeats the key" },
    ]);
    expect(read("bitcoin/api.harbour.example.json").entries).to.have.length(2);
  });

  const refused: [string, number, string | undefined, string, string][] = [
    [
      "HTML in place of JSON",
      200,
      undefined,
      "<html>Wait</html>",
      'not stored: Unexpected token \'<\', "<html>Wait</html>" is not valid JSON; it begins "<html>Wait</html>"',
    ],
    [
      "an answer of another shape",
      200,
      undefined,
      "{}",
      'not stored: candles.flatMap is not a function; it begins "{}"',
    ],
    [
      "more than a node takes",
      200,
      undefined,
      " ".repeat(100_001),
      "not stored: 100001 characters; nodes take 100000 at most",
    ],
    ["a status that does not pass", 404, undefined, "{}", "status 404"],
    [
      "a redirect",
      302,
      "https://elsewhere.example/v2?token=s3cr3t&a=1",
      "",
      "redirected to https://elsewhere.example/v2?a=1; nodes follow no redirect: mend the feed's address",
    ],
  ];
  for (const [what, status, location, body, why] of refused) {
    it(`reports ${what}, does not store it, and asks for the other periods`, async () => {
      const headers = location === undefined ? {} : { location };
      desk.server.surprise(COINBASE, (response) => response.writeHead(status, headers).end(body));
      const recorded = await desk.record(bitcoin);
      expect(problemsOf(recorded, "coinbase")).to.deep.equal([{ date: DAYS[0], why }]);
      expect(desk.lines).to.include(`${DAYS[0]} coinbase: ${why}`);
      expect(read("bitcoin/coinbase.json").entries.map(({ days }) => days)).to.deep.equal([[DAYS[1]], [DAYS[2]]]);
      expect(desk.server.asked).to.have.length(9);
    });
  }

  it("stores that a provider has no value", async () => {
    desk.server.surprise(COINBASE, (response) => response.end("[]"));
    await desk.record(bitcoin);
    expect(read("bitcoin/coinbase.json").entries[0]!.response.body).to.equal("[]");
  });

  it("leaves a provider alone that failed three times in a row, and goes on with the others", async () => {
    const broken = () => desk.server.surprise(COINBASE, (response) => response.writeHead(403).end());
    DAYS.forEach(broken);
    const more = { periods: [...Array(5).keys()].map((index) => ({ day: FROM + index * 86_400, finalAt: NOW })) };
    const recorded = await desk.record(bitcoin, more);
    expect(problemsOf(recorded, "coinbase")!.map(({ why }) => why)).to.deep.equal([
      ...DAYS.map(() => "status 403"),
      "not asked any more",
      "not asked any more",
    ]);
    expect(recorded.map(({ stored }) => stored)).to.deep.equal([0, 5, 5]);
  });

  describe("that was interrupted", () => {
    it("goes on without asking again for what is there", async () => {
      const stop = async () => {
        if (desk.server.asked.length === 5) throw new Error("interrupted");
      };
      const end = await desk.record(bitcoin, {}, { sleep: stop }).catch((error: Error) => error.message);
      expect(end).to.equal("interrupted");
      const recorded = await desk.record(bitcoin);
      expect(desk.server.asked).to.have.length(9);
      expect(new Set(desk.server.asked).size).to.equal(9);
      expect(recorded.map(({ stored, there }) => [stored, there])).to.deep.equal([
        [1, 2],
        [1, 2],
        [2, 1],
      ]);
    });

    it("asks again where the answer came before the period was final", async () => {
      await desk.record(sp500, { periods: [{ day: FROM, finalAt: NOW }] });
      const [asked, later] = [desk.server.asked.length, NOW + 86_400];
      const periods = [
        { day: FROM, finalAt: NOW },
        { day: FROM + 86_400, finalAt: later },
      ];
      const recorded = await desk.record(sp500, { periods }, { now: () => later * 1_000 });
      expect(desk.server.asked.slice(asked).map((path) => path.split("/")[0])).to.deep.equal([
        "cdn.cboe.com",
        "query1.finance.yahoo.com",
        "fred.stlouisfed.org",
      ]);
      expect(recorded[0]).to.include({ stored: 1, there: 1 });
      const [entry, ...others] = read("sp500/cboe.json").entries;
      expect(others).to.deep.equal([]);
      expect(entry).to.include({ retrievedAt: new Date(later * 1_000).toISOString() });
      expect(entry!.days).to.deep.equal(DAYS.slice(0, 2));
    });

    it("does not mix sources in one file", async () => {
      await desk.record(bitcoin);
      const failure = await desk.record(bitcoin, { baseUrl: "http://127.0.0.1:9/mirror/" }).catch(String);
      expect(failure).to.equal(
        `TaskFailure: ${join(desk.folder, "bitcoin/coinbase.json")} was recorded from ${desk.server.baseUrl}/${COINBASE}/, and this is http://127.0.0.1:9/mirror/${COINBASE}/; give another folder with --out.`,
      );
    });
  });
});
