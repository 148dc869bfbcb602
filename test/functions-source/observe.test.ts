import { expect } from "chai";

import { DAY, drive, exchanges, byHost, json } from "./support.ts";
import type { Settled } from "../../functions-source/effects.ts";
import { observe } from "../../functions-source/observe.ts";
import { core as bitcoin } from "../../functions-source/programs/bitcoin.ts";
import { core as sp500 } from "../../functions-source/programs/sp500.ts";

const read = (replies: Record<string, Settled>, core = bitcoin) =>
  drive(observe(core, { spent: 0 }, DAY), byHost(replies));

describe("observe", () => {
  const all = exchanges({ coinbase: 90_100.9, kraken: "90100.8", bitstamp: "90102" });
  it("asks two feeds at once for at most 2.5 s, over https, with a User-Agent", () => {
    const [batch, ...more] = read(all).batches;
    expect(more).to.deep.equal([]);
    expect(batch!.timeoutMs).to.equal(2_500);
    expect(batch!.requests.map(({ url }) => new URL(url).host)).to.deep.equal(Object.keys(all).slice(0, 2));
    for (const { url, init } of batch!.requests) {
      expect(url).to.match(/^https:/);
      expect(init.headers["User-Agent"]).to.match(/^Mozilla/);
      expect(init.body).to.equal(undefined);
    }
  });
  it("asks the next feed when these give no reading: by silence, or by their spread", () => {
    const third = (replies: Record<string, Settled>) => {
      const { value, batches } = read({ ...all, ...replies });
      expect(batches.map(({ requests }) => requests.length)).to.deep.equal([2, 1]);
      return value;
    };
    expect(third({ "api.kraken.com": undefined })).to.equal(9_010_090n);
    expect(third({ "api.exchange.coinbase.com": undefined })).to.equal(9_010_080n);
    expect(third({ "api.exchange.coinbase.com": json([[DAY, 1, 2, 3, 80_000, 5]]) })).to.equal(9_010_080n);
  });
  it("asks all at once where a program wants it", () => {
    const { batches } = read(all, { ...bitcoin, atOnce: 3 });
    expect(batches.map(({ requests }) => requests.length)).to.deep.equal([3]);
  });
  it("reads an integer in the program's unit: the first feed's", () => expect(read(all).value).to.equal(9_010_090n));

  const fails: [string, Record<string, Settled>, RegExp][] = [
    ["one feed alone answers", exchanges({ kraken: "90100.8" }), /^FEED_QUORUM:none,ok,none$/],
    ["none answers", {}, /^FEED_QUORUM:none,none,none$/],
    [
      "status, broken JSON and one value",
      { ...all, "api.exchange.coinbase.com": [429, "{}"], "api.kraken.com": [200, "<html>"] },
      /^FEED_QUORUM:429,bad,ok$/,
    ],
    [
      "errors with status 200",
      { "api.kraken.com": json({ error: ["EGeneral:Too many requests"] }), "www.bitstamp.net": [503, ""] },
      /^FEED_QUORUM:none,bad,503$/,
    ],
    [
      "a day without trades",
      { ...exchanges({ kraken: "1" }), "api.exchange.coinbase.com": [200, "[]"] },
      /^NOT_FINAL:absent,ok,none$/,
    ],
    [
      "two rows of one day",
      {
        ...exchanges({ kraken: "1" }),
        "api.exchange.coinbase.com": json([
          [DAY, 0, 0, 0, 1, 0],
          [DAY, 0, 0, 0, 1, 0],
        ]),
      },
      /^FEED_QUORUM:bad,ok,none$/,
    ],
    ["an exponent", { ...exchanges({ kraken: "9.01e4", coinbase: 1 }) }, /^FEED_QUORUM:ok,bad,none$/],
  ];
  for (const [what, replies, error] of fails) {
    it(`fails: ${what}`, () => expect(() => read(replies)).to.throw(error));
  }

  describe("of a market that closes", () => {
    const SATURDAY = DAY + 86_400;
    const csv = (...rows: string[]): Settled => [200, ["DATE,SPX", ...rows].join("\n")];
    const fredCsv = (...rows: string[]): Settled => [200, ["observation_date,SP500", ...rows].join("\n")];
    const on = (day: number, replies: Record<string, Settled>) =>
      drive(observe(sp500, { spent: 0 }, day), byHost(replies)).value;
    it("reads the last close at or before the day", () => {
      const replies = {
        "cdn.cboe.com": csv("11/19/2026,6700.00", "11/20/2026,6712.34"),
        "fred.stlouisfed.org": fredCsv("2026-11-19,6700.00", "2026-11-20,6712.34", "2026-11-21,"),
      };
      expect(on(SATURDAY, replies)).to.equal(671_234n);
    });
    it("reads a close of maxAge days ago and refuses an older one", () => {
      const replies = { "cdn.cboe.com": csv("11/20/2026,1"), "fred.stlouisfed.org": fredCsv("2026-11-20,1") };
      expect(on(DAY + 5 * 86_400, replies)).to.equal(100n);
      expect(() => on(DAY + 6 * 86_400, replies)).to.throw(/^FEED_STALE:absent,none,absent$/);
    });
    it("never reads a later close", () => {
      const replies = { "cdn.cboe.com": csv("11/23/2026,1"), "fred.stlouisfed.org": fredCsv("2026-11-23,1") };
      expect(() => on(SATURDAY, replies)).to.throw(/^FEED_STALE/);
    });
  });
});
