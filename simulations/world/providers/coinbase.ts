import { type Candle, FIRST_DAY } from "../bitcoin.ts";
import { DAY, dayOf } from "../days.ts";
import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault } from "../faults/fault.ts";
import { hash32 } from "../hash.ts";
import type { AnswerContext, Service } from "../service.ts";
import { CANDLE_FAULTS, venueCandles } from "./candles.ts";

const GRANULARITIES = [60, 300, 900, 3600, 21_600, DAY];
const MOST_CANDLES = 300;

/**
 * Coinbase Exchange, product candles: an array of `[time, low, high, open, close, volume]`, newest first, JSON numbers, both
 * ends inclusive, the running candle included. As the documentation warns, a row before `start` may come along.
 */
export const coinbase: Service = {
  name: "coinbase",
  hosts: ["api.exchange.coinbase.com"],
  synthetic: true,
  faults: CANDLE_FAULTS,
  answer,
  refuse: (status) => json(status, { message: status === 429 ? "Public rate limit exceeded" : "Service unavailable" }),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (!request.headers["user-agent"]) return json(400, { message: "User-Agent header is required." });
  const product = /^\/products\/([^/]+)\/candles$/.exec(request.url.pathname)?.[1];
  if (product === undefined) throw new NotInWorldError("of Coinbase the world has /products/BTC-USD/candles");
  if (request.method !== "GET" || product !== "BTC-USD") return json(404, { message: "NotFound" });

  const query = request.url.searchParams;
  const granularity = Number(query.get("granularity") ?? 60);
  if (!GRANULARITIES.includes(granularity)) return json(400, { message: "Unsupported granularity" });
  if (granularity !== DAY) throw new NotInWorldError("its candles are daily: granularity=86400");
  return windowReply(query, context);
}

function windowReply(query: URLSearchParams, context: AnswerContext): WorldReply {
  const [start, end] = [query.get("start"), query.get("end")];
  let [from, to] = [dayOf(context.now) - MOST_CANDLES + 1, dayOf(context.now)];
  // With only one of the two, both are ignored.
  if (start !== null && end !== null) {
    const [first, last] = [parseTime(start), parseTime(end)];
    if (first === undefined || last === undefined) return json(400, { message: "Invalid start or end" });
    if (last < first) return json(400, { message: "start must be before end" });
    // A bucket belongs to the window when its opening does.
    [from, to] = [Math.ceil(first / DAY), dayOf(last)];
    if (to - from + 1 > MOST_CANDLES) {
      const message = `granularity too small for the requested time range. Count of aggregations requested exceeds ${MOST_CANDLES}`;
      return json(400, { message });
    }
    if (to >= from && hasRowBefore(from)) from = Math.max(from - 1, FIRST_DAY);
  }
  const isNull = findFault(context.faults, "nullValue") !== undefined;
  const rows = venueCandles("coinbase", from, to, context).map((candle) => toRow(candle, isNull));
  return json(200, rows.reverse());
}

function toRow({ day, open, high, low, close, volume }: Candle, isNull: boolean): (number | null)[] {
  const values = [low / 100, high / 100, open / 100, close / 100, volume / 10_000];
  return [day * DAY, ...values.map((value) => (isNull ? null : value))];
}

/** ISO 8601, or unix seconds. */
function parseTime(value: string): number | undefined {
  if (/^\d+$/.test(value)) return Number(value);
  const milliseconds = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** The extra row comes for about one window in four, always the same ones. */
function hasRowBefore(day: number): boolean {
  return hash32(`coinbase, extra row:${day}`) % 4 === 0;
}
