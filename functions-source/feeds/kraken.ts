import { DAY } from "../limits.ts";
import { closes, type Feed } from "./feed.ts";

/**
 * Kraken OHLC: rows `[time, open, high, low, close, vwap, volume, count]`, time the opening of the UTC day, under
 * Kraken's own name of the pair. `since` is exclusive and there is no end: the forming candle always comes along.
 * Errors come with status 200.
 */
export const kraken = (pair: string): Feed => ({
  address: (day) => `api.kraken.com/0/public/OHLC?pair=${pair}&interval=1440&since=${day - DAY}`,
  // One pair is asked for: beside its candles the result has only `last`. An error has no result.
  rows: (body, day) => closes(Object.values<unknown[][]>(JSON.parse(body).result).find(Array.isArray)!, day),
});
