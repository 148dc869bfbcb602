import { indexRecord, type IndexDay } from "../data.ts";
import { newYorkOffset } from "../days.ts";
import { json, NotInWorldError, text, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";
import { newYorkDay, requireIndexRecord, sessionBefore, sessionClose, sessionOpen } from "./index-days.ts";

const FAULTS = ["nullValue", "stale", "openCandle", "wrongByPercent", "hostileText"] as const;
const FIELDS = ["open", "high", "low", "close", "volume"] as const;
const INTERVALS = ["1m", "2m", "5m", "15m", "30m", "60m", "90m", "1h", "1d", "5d", "1wk", "1mo", "3mo"];

/**
 * Yahoo's chart v8 of ^GSPC: parallel arrays; a bar's timestamp is the session's opening, that of the running day the last
 * trade; prices are float32 widened to doubles; no bars means no `timestamp` at all. `period2` is exclusive. A User-Agent that
 * is not a browser's meets the edge's 429.
 */
export const yahoo: Service = {
  name: "yahoo",
  hosts: ["query1.finance.yahoo.com", "query2.finance.yahoo.com"],
  synthetic: false,
  faults: FAULTS,
  answer,
  refuse: (status) =>
    status === 429 ? text(429, "Edge: Too Many Requests") : failure(status, "Error", "Internal error"),
};

/** A bar as it stands at `now`. */
interface Bar {
  readonly timestamp: number;
  readonly row: IndexDay;
}

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (!request.headers["user-agent"]?.startsWith("Mozilla/")) return text(429, "Edge: Too Many Requests");
  const { pathname, searchParams: query } = request.url;
  const symbol = /^\/v8\/finance\/chart\/([^/]+)$/.exec(decodeURIComponent(pathname))?.[1];
  if (symbol === undefined) throw new NotInWorldError("of Yahoo the world has /v8/finance/chart/%5EGSPC");
  if (symbol !== "^GSPC") return failure(404, "Not Found", "No data found, symbol may be delisted");
  const interval = query.get("interval") ?? "1m";
  if (!INTERVALS.includes(interval))
    return failure(422, "Unprocessable Entity", `Invalid input - interval=${interval}`);
  if (interval !== "1d") throw new NotInWorldError("its bars are daily: interval=1d");
  const [from, to] = [Number(query.get("period1") ?? NaN), Number(query.get("period2") ?? NaN)];
  if (Number.isNaN(from) || Number.isNaN(to)) throw new NotInWorldError("it needs period1 and period2 in unix seconds");
  if (from >= to) return failure(400, "Bad Request", `Data doesn't exist for startDate = ${from}, endDate = ${to}`);

  requireIndexRecord(newYorkDay(Math.min(to - 1, context.now)));
  const bars = barsBetween(from, to, context);
  return json(200, { chart: { result: [chart(bars, context)], error: null } });
}

function barsBetween(from: number, to: number, context: AnswerContext): readonly Bar[] {
  const back = findFault(context.faults, "stale") === undefined ? 0 : 1;
  const bars: Bar[] = [];
  for (let day = newYorkDay(from) - 1; day <= newYorkDay(to) + 1; day++) {
    const bar = barOf(day, context.now);
    if (bar === undefined || bar.timestamp < from || bar.timestamp >= to) continue;
    const earlier = back === 1 ? sessionBefore(day) : undefined;
    bars.push(earlier === undefined ? bar : { timestamp: sessionOpen(earlier.day), row: earlier });
  }
  if (findFault(context.faults, "openCandle") === undefined) return bars;
  return bars.map(({ timestamp, row }) => ({ timestamp, row: live(row, 0.5) }));
}

function barOf(day: number, now: number): Bar | undefined {
  const row = indexRecord().get(day);
  const [opens, closes] = [sessionOpen(day), sessionClose(day)];
  if (row === undefined || now < opens) return undefined;
  if (newYorkDay(now) > day) return { timestamp: opens, row };
  // The running day carries the time of its last trade.
  return { timestamp: Math.min(now, closes), row: live(row, Math.min(1, (now - opens) / (closes - opens))) };
}

function live(row: IndexDay, elapsed: number): IndexDay {
  const between = (edge: number) => Math.round(row.open + (edge - row.open) * elapsed);
  return {
    ...row,
    high: between(row.high),
    low: between(row.low),
    close: between(row.close),
    volume: Math.round(row.volume * elapsed),
  };
}

function chart(bars: readonly Bar[], context: AnswerContext): unknown {
  const meta = metaOf(context);
  if (bars.length === 0) return { meta, indicators: { quote: [{}], adjclose: [{}] } };
  const columns = FIELDS.map((field): [string, unknown[]] => [
    field,
    bars.map(({ row }) => valueOf(row, field, context)),
  ]);
  const quote = Object.fromEntries(columns);
  const timestamp = bars.map((bar) => bar.timestamp);
  return { meta, timestamp, indicators: { quote: [quote], adjclose: [{ adjclose: quote.close }] } };
}

function valueOf(row: IndexDay, field: (typeof FIELDS)[number], { faults }: AnswerContext): number | null {
  if (findFault(faults, "nullValue") !== undefined) return null;
  return field === "volume" ? row.volume : Math.fround((row[field] * wrongFactor(faults)) / 100);
}

function metaOf({ now }: AnswerContext): unknown {
  const today = newYorkDay(now);
  const last = barOf(today, now) ?? lastBar(today);
  return {
    currency: "USD",
    symbol: "^GSPC",
    exchangeName: "SNP",
    fullExchangeName: "SNP",
    instrumentType: "INDEX",
    regularMarketTime: last?.timestamp,
    gmtoffset: newYorkOffset(today),
    timezone: newYorkOffset(today) === -14_400 ? "EDT" : "EST",
    exchangeTimezoneName: "America/New_York",
    regularMarketPrice: last && last.row.close / 100,
    priceHint: 2,
    dataGranularity: "1d",
    range: "",
  };
}

function lastBar(today: number): Bar | undefined {
  const row = sessionBefore(today);
  return row && { timestamp: sessionClose(row.day), row };
}

function failure(status: number, code: string, description: string): WorldReply {
  return json(status, { chart: { result: null, error: { code, description } } });
}
