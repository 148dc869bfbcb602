import type { Feed } from "./feed.ts";

/** How a number comes about: two sources of one method say nearly the same, two of different methods never do. */
export type Method = "trades" | "index close" | "futures" | "reanalysis" | "station" | "votes";

/** What is known of a source and no node needs. Nothing that a program imports may import it, so that it is in no bundle. */
export interface FeedFacts {
  /** Beginning of the addresses that it is about, without `https://`. */
  readonly address: RegExp;
  readonly method: Method;
  /** Seconds from a day's end, 24:00 UTC, until the value that stays is there on the slowest of usual days. */
  readonly lag: number;
  /** Whether there is a value for every day, or only where a market had a session. */
  readonly days: "every" | "sessions";
  /** How far the value usually lies from another source's of the same method, in basis points of it. */
  readonly apart: number;
  /** That one address has all days, so that it need not name one. */
  readonly history?: true;
  /** Where lag and method are said. */
  readonly source: string;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

const exchange = { method: "trades", lag: 600, days: "every", apart: 5 } as const;
const official = { method: "index close", days: "sessions", apart: 0 } as const;
const votes = { method: "votes", lag: 3 * DAY, days: "every", apart: 0 } as const;
const candles = "a candle is final with its bucket; ten minutes are for repairs";

/** The first that fits an address counts. */
export const FACTS: readonly FeedFacts[] = [
  { address: /^api\.exchange\.coinbase\.com\//, ...exchange, source: `docs.cdp.coinbase.com: ${candles}` },
  { address: /^api\.kraken\.com\//, ...exchange, source: `docs.kraken.com: ${candles}` },
  { address: /^www\.bitstamp\.net\//, ...exchange, source: `www.bitstamp.net/api: ${candles}` },
  {
    address: /^cdn\.cboe\.com\//,
    ...official,
    lag: DAY,
    history: true,
    source: "cdn.cboe.com: the file has a session's row the day after",
  },
  {
    address: /^query[12]\.finance\.yahoo\.com\/.*\/%5E/,
    ...official,
    lag: 6 * HOUR,
    source: "finance.yahoo.com: a session's bar is live until the night after it",
  },
  {
    address: /^query[12]\.finance\.yahoo\.com\/.*(=|%3D)F\?/,
    ...official,
    method: "futures",
    lag: 6 * HOUR,
    source: "finance.yahoo.com: a session's bar is live until the night after it",
  },
  {
    address: /^fred\.stlouisfed\.org\//,
    ...official,
    lag: 86 * HOUR,
    source: "fred.stlouisfed.org: the next business day at 14:00 UTC, after a Friday and a holiday a Tuesday",
  },
  {
    address: /^archive-api\.open-meteo\.com\/.*models=era5/,
    method: "reanalysis",
    lag: 8 * DAY,
    days: "every",
    apart: 0,
    source: "open-meteo.com/en/docs/historical-weather-api: ERA5 comes with 5 days of delay, at times 7 or 8",
  },
  {
    address: /^www\.ncei\.noaa\.gov\//,
    method: "station",
    lag: 7 * DAY,
    days: "every",
    apart: 0,
    source: "www.ncei.noaa.gov: daily summaries come after 1 to 4 days, at times 7, and are reviewed later",
  },
  {
    address: /^hn\.algolia\.com\//,
    ...votes,
    source: "hn.algolia.com: people vote and comment for two days, and the copy lags behind",
  },
  {
    address: /^play\.clickhouse\.com\//,
    ...votes,
    source: "play.clickhouse.com: people vote and comment for two days, and the copy lags behind",
  },
];

/** What is known of a program's source; undefined for a stranger. */
export function factsOf(feed: Feed): FeedFacts | undefined {
  const address = feed.address(20_000 * DAY, 20_000 * DAY);
  return FACTS.find((facts) => facts.address.test(address));
}
