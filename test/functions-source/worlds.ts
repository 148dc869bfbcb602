import { DAY, exchanges, json } from "./support.ts";
import type { Settled } from "../../functions-source/effects.ts";

/** What all providers of a program say about 20 November 2026; values made up. */
export const WORLDS: Record<string, Record<string, Settled>> = {
  bitcoin: exchanges({ coinbase: 90_100.9, kraken: "90110.0", bitstamp: "90120.5" }),
  "seattle-weather": {
    "archive-api.open-meteo.com": json({
      generationtime_ms: 0.21,
      utc_offset_seconds: 0,
      daily_units: { time: "iso8601", temperature_2m_max: "\u00b0C" },
      daily: { time: ["2026-11-20"], temperature_2m_max: [10.3] },
    }),
    "www.ncei.noaa.gov": json([{ DATE: "2026-11-20", STATION: "USW00024233", TMAX: "   11.7" }]),
  },
  headlines: {
    "hn.algolia.com": json({
      hits: Array.from({ length: 20 }, (_, rank) => ({
        ...{ objectID: `${50_000_000 + ((rank * 7) % 20)}`, created_at_i: DAY + 60 * rank, title: `Story ${rank}` },
        ...{ points: 400 - 10 * rank, num_comments: rank === 19 ? null : 200 },
      })),
      nbHits: 1_100,
    }),
    "play.clickhouse.com": [200, "622.9508196721312\n"],
  },
  sp500: {
    "cdn.cboe.com": [200, "DATE,SPX\r\n11/19/2026,6700.50\r\n11/20/2026,6712.34\r\n"],
    "query1.finance.yahoo.com": json({
      chart: {
        result: [
          {
            meta: { symbol: "^GSPC", gmtoffset: -18_000, dataGranularity: "1d" },
            timestamp: [DAY - 86_400 + 52_200, DAY + 52_200],
            indicators: { quote: [{ close: [6_700.5, 6_712.33984375] }] },
          },
        ],
        error: null,
      },
    }),
    "fred.stlouisfed.org": [200, "observation_date,SP500\n2026-11-19,6700.50\n2026-11-20,6712.34\n"],
  },
};

/** The reading of each world, and a last reading from which it is a big move that the rules answer. */
export const READINGS: Record<string, { readonly reading: bigint; readonly from: bigint }> = {
  bitcoin: { reading: 9_000_000n, from: 8_500_000n },
  "seattle-weather": { reading: 100n, from: 40n },
  headlines: { reading: 600n, from: 400n },
  sp500: { reading: 671_200n, from: 640_000n },
};
