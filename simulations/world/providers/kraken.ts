import type { Candle } from "../bitcoin.ts";
import { DAY, dayOf } from "../days.ts";
import { decimal, html, json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";
import { CANDLE_FAULTS, venueCandles } from "./candles.ts";

const INTERVALS = [1, 5, 15, 30, 60, 240, 1440, 10_080, 21_600];
const MOST_CANDLES = 720;
/** Names under which the pair can be asked for; the answer always carries the first. */
const PAIR_NAMES = ["XXBTZUSD", "XBTUSD", "BTCUSD", "XBT/USD", "BTC/USD"];

/**
 * Kraken OHLC: `[time, "open", "high", "low", "close", "vwap", "volume", count]`, ascending, under Kraken's own name of the
 * pair; rows after `since` only, at most the latest 720, always with the running candle last. Errors come with status 200.
 */
export const kraken: Service = {
  name: "kraken",
  hosts: ["api.kraken.com"],
  synthetic: true,
  faults: CANDLE_FAULTS,
  answer,
  refuse: (status) => (status === 429 ? error("EAPI:Rate limit exceeded") : html(status, "api.kraken.com | Error")),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (request.url.pathname !== "/0/public/OHLC") throw new NotInWorldError("of Kraken the world has /0/public/OHLC");
  const query = request.url.searchParams;
  const pair = query.get("pair");
  if (pair === null) return error("EGeneral:Invalid arguments");
  if (!PAIR_NAMES.includes(pair.toUpperCase())) return error("EQuery:Unknown asset pair");
  const interval = Number(query.get("interval") ?? 1);
  if (!INTERVALS.includes(interval)) return error("EGeneral:Invalid arguments");
  if (interval !== 1440) throw new NotInWorldError("its candles are daily: interval=1440");
  const since = query.get("since");
  if (since !== null && !/^\d+$/.test(since)) return error("EGeneral:Invalid arguments");
  return json(200, { error: [], result: result(since === null ? undefined : Number(since), context) });
}

function result(since: number | undefined, context: AnswerContext): Record<string, unknown> {
  const today = dayOf(context.now);
  const oldest = today - MOST_CANDLES + 1;
  // Exclusive: the candle that opens at `since` itself is not among the rows. The running one always is.
  const from = since === undefined ? oldest : Math.min(today, Math.max(oldest, dayOf(since) + 1));
  const stale = findFault(context.faults, "stale") !== undefined;
  const to = stale && since !== undefined ? from : today;
  const isNull = findFault(context.faults, "nullValue") !== undefined;
  const rows = venueCandles("kraken", from, to, context).map((candle) => toRow(candle, isNull));
  return { XXBTZUSD: rows, last: (today - 1) * DAY };
}

function toRow({ day, open, high, low, close, volume }: Candle, isNull: boolean): (number | string | null)[] {
  const average = Math.round((open + high + low + close) / 4);
  // Kraken writes dollars with one decimal for this pair and bitcoins with eight.
  const prices = [open, high, low, close, average].map((cents) => decimal(Math.round(cents / 10), 1));
  const values = [...prices, decimal(volume * 10_000, 8)];
  return [day * DAY, ...values.map((value) => (isNull ? null : value)), Math.round(volume / 400)];
}

function error(message: string): WorldReply {
  return json(200, { error: [message] });
}
