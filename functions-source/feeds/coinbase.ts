import { closes, type Feed } from "./feed.ts";

/**
 * Coinbase Exchange candles: rows `[time, low, high, open, close, volume]`, time the opening of the UTC day. Both ends
 * of the range are inclusive, so start = end asks for one candle; rows before the start may come nevertheless. A day
 * without trades is absent.
 */
export const coinbase = (product: string): Feed => ({
  address: (day) => {
    const at = new Date(day * 1e3).toISOString();
    return `api.exchange.coinbase.com/products/${product}/candles?granularity=86400&start=${at}&end=${at}`;
  },
  rows: (body, day) => closes(JSON.parse(body), day),
});
