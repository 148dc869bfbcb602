import { DAY } from "../limits.ts";
import type { Feed } from "./feed.ts";

/** Bitstamp OHLC: objects of strings, timestamp the opening of the UTC day. The slash before the query matters. */
export const bitstamp = (pair: string): Feed => ({
  address: (day) => `www.bitstamp.net/api/v2/ohlc/${pair}/?step=86400&limit=1&start=${day}&end=${day + DAY - 1}`,
  rows: (body, day) =>
    JSON.parse(body).data.ohlc.flatMap((row: Row) => (row.timestamp === "" + day ? [row.close] : [])),
});

interface Row {
  readonly timestamp: string;
  readonly close: string;
}
