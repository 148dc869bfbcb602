import { expect } from "chai";

import { cboe } from "../../../functions-source/feeds/cboe.ts";
import { fred } from "../../../functions-source/feeds/fred.ts";
import { yahoo } from "../../../functions-source/feeds/yahoo.ts";
import { DAY } from "../support.ts";

const HTML = "<!doctype html><title>Access denied</title>";
const SINCE = DAY - 5 * 86_400;

describe("cboe", () => {
  const feed = cboe("SPX");
  // Shape per the provider's file (columns DATE,SPX; MM/DD/YYYY), values made up.
  const body = "DATE,SPX\r\n11/18/2026,6690.10\r\n11/19/2026,6700.5\r\n11/20/2026,6712.34\r\n";
  it("asks for the whole file, the one answer over 100 KB", () => {
    expect(feed.address(DAY, SINCE)).to.equal("cdn.cboe.com/api/global/us_indices/daily_prices/SPX_History.csv");
    expect(feed.longest).to.equal(1_000_000);
  });
  it("reads the close of exactly that date", () => {
    expect(feed.rows(body, DAY)).to.deep.equal([6712.34]);
    expect(feed.rows(body, DAY - 86_400)).to.deep.equal([6700.5]);
    expect(feed.rows(body, DAY + 86_400)).to.deep.equal([]);
  });
  it("does not take a month for a day", () => {
    const march = Date.UTC(2026, 2, 11) / 1000;
    expect(feed.rows("DATE,SPX\n11/03/2026,1\n03/11/2026,2\n", march)).to.deep.equal([2]);
  });
  it("shows two rows of one day", () => expect(feed.rows(body + "11/20/2026,6712.34\n", DAY)).to.have.length(2));
  it("throws on another shape", () => {
    for (const bad of [HTML, "", "DATE,OPEN,HIGH,LOW,CLOSE\n"]) expect(() => feed.rows(bad, DAY)).to.throw();
  });
});

describe("fred", () => {
  const feed = fred("SP500");
  it("asks for the days from the oldest acceptable on", () => {
    expect(feed.address(DAY, SINCE)).to.equal(
      "fred.stlouisfed.org/graph/fredgraph.csv?id=SP500&cosd=2026-11-15&coed=2026-11-20",
    );
  });
  // Rows of the provider's file around New Year 2025: a holiday is a dot or empty.
  const body = "observation_date,SP500\n2025-01-01,.\n2025-01-02,5868.55\n2025-01-03,\n";
  const at = (date: number) => feed.rows(body, Date.UTC(2025, 0, date) / 1000);
  it("reads the close", () => expect(at(2)).to.deep.equal([5868.55]));
  it("has a cell without a number on holidays", () => expect([...at(1), ...at(3)]).to.deep.equal([NaN, NaN]));
  it("throws on another series or page", () => {
    for (const bad of [HTML, "observation_date,DJIA\n2025-01-02,1\n"]) expect(() => feed.rows(bad, DAY)).to.throw();
  });
});

describe("yahoo", () => {
  const feed = yahoo("%5EGSPC");
  // Shape per the provider's public client (yahoo-finance2, chart), values made up.
  const chart = (timestamp: number[], close: unknown[], gmtoffset = -18_000) =>
    JSON.stringify({
      chart: {
        result: [
          {
            meta: { currency: "USD", symbol: "^GSPC", gmtoffset, regularMarketPrice: 1, dataGranularity: "1d" },
            timestamp,
            indicators: { quote: [{ close }], adjclose: [{ adjclose: close }] },
          },
        ],
        error: null,
      },
    });
  const OPENING = DAY + 14.5 * 3_600;
  it("asks for whole days, the end exclusive", () => {
    expect(feed.address(DAY, SINCE)).to.equal(
      `query1.finance.yahoo.com/v8/finance/chart/%5EGSPC?period1=${SINCE}&period2=${DAY + 86_400}&interval=1d`,
    );
  });
  it("dates a bar by the exchange's clock", () => {
    const body = chart([OPENING - 86_400, OPENING], [6_700.5, 6_712.33984375]);
    expect(feed.rows(body, DAY)).to.deep.equal([6_712.33984375]);
    // 23:00 UTC is the next day in an exchange nine hours ahead.
    expect(feed.rows(chart([DAY - 3_600], [5], 32_400), DAY)).to.deep.equal([5]);
  });
  it("shows a missing close as null", () => expect(feed.rows(chart([OPENING], [null]), DAY)).to.deep.equal([null]));
  it("has no bar on holidays", () => {
    const body = '{"chart":{"result":[{"meta":{"gmtoffset":-18000},"indicators":{"quote":[{}]}}],"error":null}}';
    expect(feed.rows(body, DAY)).to.deep.equal([]);
  });
  it("shows two bars of one day", () =>
    expect(feed.rows(chart([OPENING, OPENING + 60], [1, 2]), DAY)).to.have.length(2));
  it("throws on another shape", () => {
    const error = '{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}';
    for (const bad of [error, "Edge: Too Many Requests", HTML, "{}", chart([], [1])])
      expect(() => feed.rows(bad, DAY)).to.throw();
  });
});
