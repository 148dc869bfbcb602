import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { type Fixture, readFixture, writeFixture } from "../../../simulations/world/fixtures.ts";
import { replay } from "../../../tasks/world/replay.ts";
import { DAYS, SHIPPED, useDesk } from "./desk.ts";

describe("replaying fixtures", () => {
  const desk = useDesk();
  let bitcoin: Program;
  before(async () => {
    bitcoin = await loadProgram("bitcoin");
  });
  const folder = () => join(desk.folder, "bitcoin");
  const replayed = () => replay(bitcoin.core, folder());
  /** Changes the answer of one provider for the first day. */
  const change = (provider: string, to: (body: string) => string, status = 200): void => {
    const file = join(folder(), `${provider}.json`);
    const fixture: Fixture = readFixture(file);
    const [first, ...others] = fixture.entries;
    const response = { ...first!.response, status, body: to(first!.response.body) };
    writeFixture(file, { ...fixture, entries: [{ ...first!, response }, ...others] });
  };

  for (const name of SHIPPED) {
    it(`finds a reading of every provider of ${name} for every period`, async () => {
      const { core, schedule } = await loadProgram(name);
      await desk.record({ core, schedule });
      const report = replay(core, join(desk.folder, name));
      expect(report).to.include({ program: name, periods: DAYS.length, readings: DAYS.length });
      expect([report.disagreements, report.withoutReading, report.unused]).to.deep.equal([[], [], []]);
      for (const { readings, gaps, malformed } of report.providers) {
        expect({ readings, gaps, malformed }).to.deep.equal({ readings: DAYS.length, gaps: [], malformed: [] });
      }
    });
  }

  describe("of bitcoin", () => {
    beforeEach(async () => void (await desk.record(bitcoin)));

    it("tells gaps: a provider without a value, one that refused, and one that is not recorded", () => {
      change("coinbase", () => "[]");
      change("kraken", () => "", 404);
      rmSync(join(folder(), "bitstamp.json"));
      const { providers, readings, withoutReading } = replayed();
      expect(providers).to.deep.equal([
        {
          provider: "coinbase",
          readings: 2,
          gaps: [{ date: DAYS[0], why: "the provider has no value" }],
          malformed: [],
        },
        { provider: "kraken", readings: 2, gaps: [{ date: DAYS[0], why: "status 404" }], malformed: [] },
        { provider: "bitstamp", readings: 0, gaps: DAYS.map((date) => ({ date, why: "not recorded" })), malformed: [] },
      ]);
      expect(readings).to.equal(2);
      expect(withoutReading).to.deep.equal([{ date: DAYS[0], why: "NOT_FINAL:absent,none,none" }]);
    });

    const malformed: [string, (body: string) => string, RegExp][] = [
      ["JSON that breaks off", (body) => body.slice(0, 20), /^(Unterminated|Unexpected|Expected).*it begins "\[\[/],
      [
        "two rows of one day",
        (body) => JSON.stringify([JSON.parse(body)[0], JSON.parse(body)[0]]),
        /^2 rows of one day/,
      ],
      [
        "a value that is no plain number",
        (body) => body.replace(/(\d+(\.\d+)?),[\d.]+\]/, '"9e4",1]'),
        /^no plain number/,
      ],
    ];
    for (const [what, to, why] of malformed) {
      it(`tells malformed answers: ${what}`, () => {
        change("coinbase", to);
        const [coinbase] = replayed().providers;
        expect(coinbase).to.deep.include({ readings: 2, gaps: [] });
        expect(coinbase!.malformed.map(({ date }) => date)).to.deep.equal([DAYS[0]]);
        expect(coinbase!.malformed[0]!.why).to.match(why);
      });
    }

    it("lets the program read nothing that a node would not take", () => {
      change("coinbase", (body) => body.padEnd(100_001));
      change("kraken", () => "", 500);
      const { providers, withoutReading } = replayed();
      expect(providers[0]!.malformed).to.deep.equal([
        { date: DAYS[0], why: "100001 characters; nodes take 100000 at most" },
      ]);
      expect(withoutReading).to.deep.equal([{ date: DAYS[0], why: "FEED_QUORUM:none,none,ok" }]);
    });

    it("names the day at which a feed cannot write its address", () => {
      const broken = {
        ...bitcoin.core.feeds[0]!,
        address: (day: number) => {
          if (day > 0) throw new Error("no calendar");
          return "api.example.com/";
        },
      };
      expect(() => replay({ ...bitcoin.core, feeds: [broken, ...bitcoin.core.feeds.slice(1)] }, folder())).to.throw(
        "The feeds of bitcoin cannot be asked for 2015-06-19: no calendar",
      );
    });

    it("tells where providers differ beyond the program's spread", () => {
      change("coinbase", (body) => body.replaceAll(/\d+\.\d+/g, "1.5"));
      change("kraken", (body) => body.replaceAll(/"\d+\.\d"/g, '"900000.5"'));
      const { disagreements, readings } = replayed();
      expect(disagreements.map(({ date }) => date)).to.deep.equal([DAYS[0]]);
      expect(disagreements[0]!.why).to.match(/^FEED_SPREAD:150,90000050,\d+$/);
      expect(readings).to.equal(2);
    });

    it("names what is recorded and not asked for", () => {
      const feeds = [bitcoin.core.feeds[1]!, bitcoin.core.feeds[2]!];
      const { unused } = replay({ ...bitcoin.core, feeds }, folder());
      expect(unused).to.have.length(3);
      expect(unused[0]).to.match(/^https:\/\/api\.exchange\.coinbase\.com\/products\/BTC-USD\/candles\?/);
    });

    it("refuses a fixture that cannot be used, by file and member", () => {
      writeFileSync(join(folder(), "kraken.json"), "{}");
      expect(replayed).to.throw(`${join(folder(), "kraken.json")}: the file lacks "schema"`);
    });
  });
});
