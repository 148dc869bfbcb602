import { expect } from "chai";

import { DAY } from "../../../../simulations/world/days.ts";
import type { ServiceName } from "../../../../simulations/world/index.ts";
import type { Answer } from "../client.ts";
import { at, useWorld } from "../fixture.ts";

const DAY_ASKED = at("2015-06-10");
const ISO = "2015-06-10";

/** How to ask a provider for one day, and how to read date and value out of its answer. */
interface Reading {
  readonly url: string;
  /** The last row's date or time, and its value. */
  readonly read: (answer: Answer) => [unknown, unknown];
  /** What stands for the day before. */
  readonly before: unknown;
  /** What stands for "not available". */
  readonly missing: unknown;
}

const lastLine = ({ body }: Answer) => body.trimEnd().split("\n").at(-1)!.split(",") as [string, string];
const newest = (rows: [number, ...unknown[]][], column: number): [unknown, unknown] => {
  const row = rows.toSorted((a, b) => a[0] - b[0]).at(-1)!;
  return [row[0], row[column]];
};

const READINGS: Partial<Record<ServiceName, Reading>> = {
  coinbase: {
    url: `https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=86400&start=${DAY_ASKED}&end=${DAY_ASKED}`,
    read: ({ json }) => newest(json(), 4),
    before: DAY_ASKED - DAY,
    missing: null,
  },
  kraken: {
    url: `https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440&since=${DAY_ASKED - DAY}`,
    // The first row: the running candle follows.
    read: ({ json }) => newest(json().result.XXBTZUSD.slice(0, 1), 4),
    before: DAY_ASKED - DAY,
    missing: null,
  },
  bitstamp: {
    url: `https://www.bitstamp.net/api/v2/ohlc/btcusd/?step=86400&limit=1&start=${DAY_ASKED}&end=${DAY_ASKED + DAY - 1}`,
    read: ({ json }) => [json().data.ohlc[0].timestamp, json().data.ohlc[0].close],
    before: String(DAY_ASKED - DAY),
    missing: null,
  },
  "open-meteo": {
    url:
      "https://archive-api.open-meteo.com/v1/archive?latitude=47.45&longitude=-122.31&models=era5&timezone=GMT" +
      `&start_date=${ISO}&end_date=${ISO}&daily=temperature_2m_max`,
    read: ({ json }) => [json().daily.time[0], json().daily.temperature_2m_max[0]],
    before: "2015-06-09",
    missing: null,
  },
  ncei: {
    url:
      "https://www.ncei.noaa.gov/access/services/data/v1?dataset=daily-summaries&stations=USW00024233" +
      `&startDate=${ISO}&endDate=${ISO}&dataTypes=TMAX&units=metric&format=json`,
    read: ({ json }) => [json()[0].DATE, json()[0].TMAX],
    before: "2015-06-09",
    missing: undefined,
  },
  yahoo: {
    url: `https://query1.finance.yahoo.com/v8/finance/chart/%5EGSPC?period1=${DAY_ASKED}&period2=${DAY_ASKED + DAY}&interval=1d`,
    read: ({ json }) => {
      const { timestamp, indicators } = json().chart.result[0];
      return [timestamp[0], indicators.quote[0].close[0]];
    },
    before: at("2015-06-09T13:30:00Z"),
    missing: null,
  },
  fred: {
    url: `https://fred.stlouisfed.org/graph/fredgraph.csv?id=SP500&cosd=${ISO}&coed=${ISO}`,
    read: lastLine,
    before: "2015-06-09",
    missing: "",
  },
  cboe: {
    url: "https://cdn.cboe.com/api/global/us_indices/daily_prices/SPX_History.csv",
    read: lastLine,
    before: "06/18/2015",
    missing: "",
  },
};

/** Thousandths between two ratios, rounded up: Hardhat's matchers compare integers only. */
const differs = (ratio: number, wanted: number): number => Math.ceil(Math.abs(ratio - wanted) * 1_000 - 1e-9);

describe("value faults", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");

  for (const [service, { url, read, before, missing }] of Object.entries(READINGS) as [ServiceName, Reading][]) {
    const readNow = async () => read(await fixture.clients[0]!.get(url));
    const withFault = async (
      fault: { kind: "nullValue" | "stale" | "openCandle" } | { kind: "wrongByPercent"; percent: number },
    ) => {
      const remove = fixture.world.faults.add({ service, ...fault });
      const result = await readNow();
      remove();
      return result;
    };

    it(`nullValue: ${service} keeps the row and has no value in it`, async () => {
      const [date] = await readNow();
      expect(await withFault({ kind: "nullValue" })).to.deep.equal([date, missing]);
    });

    it(`stale: ${service} shows the row before, under its own date`, async () => {
      const [, value] = await readNow();
      const [date, other] = await withFault({ kind: "stale" });
      expect(date).to.equal(before);
      expect(other).not.to.equal(value);
    });

    it(`wrongByPercent: ${service} is off by so much`, async () => {
      const [date, value] = await readNow();
      const [same, other] = await withFault({ kind: "wrongByPercent", percent: 10 });
      expect(same).to.equal(date);
      expect(differs(Number(other) / Number(value), 1.1)).to.be.lessThan(3);
    });
  }

  for (const service of ["coinbase", "kraken", "bitstamp", "yahoo"] as const) {
    it(`openCandle: ${service} shows the candle as it stood before it closed`, async () => {
      const { url, read } = READINGS[service]!;
      const [date, value] = read(await fixture.clients[0]!.get(url));
      fixture.world.faults.add({ service, kind: "openCandle", nodes: [1] });
      const [same, other] = read(await fixture.clients[1]!.get(url));
      expect(same).to.equal(date);
      expect(other).not.to.equal(value);
      expect(differs(Number(other) / Number(value), 1)).to.be.lessThan(100);
    });
  }
});
