import type { Candle } from "../bitcoin.ts";
import { DAY, dayOf } from "../days.ts";
import { decimal, html, json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";
import { CANDLE_FAULTS, venueCandles } from "./candles.ts";

const STEPS = [60, 180, 300, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, DAY, 259_200];
const MOST_CANDLES = 1_000;

/**
 * Bitstamp OHLC: objects whose members are all strings, ascending, in `data.ohlc`. The path ends in a slash; without it the
 * answer is a redirect. The running candle is left out on request only.
 */
export const bitstamp: Service = {
  name: "bitstamp",
  hosts: ["www.bitstamp.net"],
  synthetic: true,
  faults: CANDLE_FAULTS,
  answer,
  refuse: (status) =>
    status === 429
      ? json(429, { code: "400.002", reason: "Rate limit exceeded", response_code: "400.002", status: "error" })
      : html(status, "Bitstamp | Error"),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  const { pathname, search, searchParams: query } = request.url;
  const [, pair, slash] = /^\/api\/v2\/ohlc\/([^/]+)(\/?)$/.exec(pathname) ?? [];
  if (pair === undefined) throw new NotInWorldError("of Bitstamp the world has /api/v2/ohlc/btcusd/");
  if (slash === "") return { status: 301, headers: { location: `${pathname}/${search}` }, body: "" };
  if (pair !== "btcusd") return html(404, "Page not found");

  const step = number(query, "step");
  const limit = number(query, "limit");
  if (step === undefined || !STEPS.includes(step)) return invalid("step", "Select a valid choice.");
  if (limit === undefined || limit < 1 || limit > MOST_CANDLES) {
    return invalid("limit", `Ensure this value is between 1 and ${MOST_CANDLES}.`);
  }
  if (step !== DAY) throw new NotInWorldError("its candles are daily: step=86400");
  const rows = rowsOf(query, limit, context);
  return json(200, { data: { pair: "BTC/USD", ohlc: rows } });
}

function rowsOf(query: URLSearchParams, limit: number, context: AnswerContext): unknown[] {
  const [start, end] = [number(query, "start"), number(query, "end")];
  const today = dayOf(context.now);
  const newest = query.get("exclude_current_candle") === "true" ? today - 1 : today;
  const to = Math.min(newest, end === undefined ? newest : dayOf(end));
  const from = start === undefined ? to - limit + 1 : Math.ceil(start / DAY);
  const isNull = findFault(context.faults, "nullValue") !== undefined;
  const candles = venueCandles("bitstamp", from, to, context);
  return candles.slice(-limit).map((candle) => toRow(candle, isNull));
}

function toRow({ day, open, high, low, close, volume }: Candle, isNull: boolean): Record<string, string | null> {
  const value = (units: number, places: number) => (isNull ? null : trimmed(decimal(units, places)));
  return {
    timestamp: String(day * DAY),
    open: value(open, 2),
    high: value(high, 2),
    low: value(low, 2),
    close: value(close, 2),
    volume: value(volume, 4),
  };
}

/** Decimals without trailing zeros, as Bitstamp writes whole dollars: `91500`. */
function trimmed(text: string): string {
  return text.replace(/\.?0+$/, "");
}

function number(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

function invalid(field: string, message: string): WorldReply {
  return json(400, { code: "400.001", errors: [{ field, message, code: "value_invalid" }] });
}
