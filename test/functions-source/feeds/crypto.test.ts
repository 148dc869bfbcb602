import { expect } from "chai";

import { bitstamp } from "../../../functions-source/feeds/bitstamp.ts";
import { coinbase } from "../../../functions-source/feeds/coinbase.ts";
import { kraken } from "../../../functions-source/feeds/kraken.ts";
import { DAY } from "../support.ts";

const HTML = "<!doctype html><title>Sorry</title>";

describe("coinbase", () => {
  const feed = coinbase("BTC-USD");
  it("asks for the one candle that opens at the day, both ends inclusive", () => {
    expect(feed.address(DAY, DAY)).to.equal(
      "api.exchange.coinbase.com/products/BTC-USD/candles?granularity=86400&start=2026-11-20T00:00:00.000Z&end=2026-11-20T00:00:00.000Z",
    );
  });
  // The documented example row, Coinbase Exchange API reference, "Get product candles"
  // (docs.cdp.coinbase.com/exchange): time, low, high, open, close, volume.
  it("reads the fifth member of the documented row", () => {
    expect(feed.rows("[[ 1415398768, 0.32, 4.2, 0.35, 4.2, 12.3 ]]", 1_415_398_768)).to.deep.equal([4.2]);
    expect(feed.rows(`[[${DAY}, 1, 2, 3, 4, 5]]`, DAY)).to.deep.equal([4]);
  });
  it("leaves out rows before the start and the forming candle", () => {
    const body = `[[${DAY + 86_400},1,2,3,9,5],[${DAY},1,2,3,4,5],[${DAY - 86_400},1,2,3,8,5]]`;
    expect(feed.rows(body, DAY)).to.deep.equal([4]);
  });
  it("has no row on a day without trades", () => expect(feed.rows("[]", DAY)).to.deep.equal([]));
  it("shows two rows of one day", () =>
    expect(feed.rows(`[[${DAY},0,0,0,1,0],[${DAY},0,0,0,2,0]]`, DAY)).to.have.length(2));
  it("throws on another shape", () => {
    for (const body of [HTML, "", "null", '{"message":"NotFound"}']) expect(() => feed.rows(body, DAY)).to.throw();
  });
});

describe("kraken", () => {
  const feed = kraken("XBTUSD");
  it("asks from the day before, since the bound is exclusive", () => {
    expect(feed.address(DAY, DAY)).to.equal("api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440&since=1795046400");
  });
  // The documented example, docs.kraken.com, "Get OHLC Data": time, open, high, low, close, vwap, volume, count.
  it("reads the documented answer under Kraken's own name of the pair", () => {
    const body =
      '{"error":[],"result":{"XXBTZUSD":[[1688671200,"30306.1","30306.2","30305.7","30305.7","30306.1","3.39243896",23]],"last":1688672160}}';
    expect(feed.rows(body, 1_688_671_200)).to.deep.equal(["30305.7"]);
  });
  it("leaves out the forming candle, which always comes along", () => {
    const row = (time: number, close: string) => [time, "1", "2", "3", close, "5", "6", 7];
    const body = JSON.stringify({
      error: [],
      result: { last: DAY, XXBTZUSD: [row(DAY, "4"), row(DAY + 86_400, "9")] },
    });
    expect(feed.rows(body, DAY)).to.deep.equal(["4"]);
    expect(feed.rows(body, DAY - 86_400)).to.deep.equal([]);
  });
  it("throws on errors, which come with status 200, and on another shape", () => {
    const errors = ["EQuery:Unknown asset pair", "EGeneral:Too many requests"].map((each) => `{"error":["${each}"]}`);
    for (const body of [...errors, '{"error":["EAPI:Rate limit exceeded"],"result":{}}', HTML, "null", "[]"])
      expect(() => feed.rows(body, DAY)).to.throw();
  });
});

describe("bitstamp", () => {
  const feed = bitstamp("btcusd");
  it("asks for one candle, with the slash that matters", () => {
    expect(feed.address(DAY, DAY)).to.equal(
      `www.bitstamp.net/api/v2/ohlc/btcusd/?step=86400&limit=1&start=${DAY}&end=${DAY + 86_399}`,
    );
  });
  // A recorded answer (shortened) in the tests of the dfinity/exchange-rate-canister repository, December 2023.
  it("reads a recorded answer", () => {
    const body =
      '{"data": {"ohlc": [{"close": "1.00010", "high": "1.00010", "low": "1.00010", "open": "1.00010", "timestamp": "1701877320", "volume": "44595.11593"}, {"close": "1.00008", "high": "1.00012", "low": "1.00008", "open": "1.00012", "timestamp": "1701877380", "volume": "4919.14926"}], "pair": "USDT/USD"}}';
    expect(feed.rows(body, 1_701_877_380)).to.deep.equal(["1.00008"]);
    expect(feed.rows(body, DAY)).to.deep.equal([]);
  });
  it("throws on another shape", () => {
    const error = '{"code":"API0004","errors":[{"field":"step","message":"Invalid","code":"value_invalid"}]}';
    for (const body of [HTML, "null", "{}", error]) expect(() => feed.rows(body, DAY)).to.throw();
  });
});
