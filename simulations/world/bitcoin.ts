import { dayOfDate } from "./days.ts";
import { deviationOf, fractionOf } from "./hash.ts";

/**
 * A made-up daily bitcoin price in US dollars, 2012-01-01 to 2026-12-31: a seeded random walk whose volatility clusters the
 * way GARCH(1,1) does. No number in it was ever traded; whatever shows it must call it synthetic. Only operations that IEEE
 * 754 defines to the last bit are used, so every machine computes the same series.
 */

/** One day's candle at a venue; prices in cents, volume in ten-thousandths of a bitcoin. */
export interface Candle {
  readonly day: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Exchanges of the world. */
export type Venue = "coinbase" | "kraken" | "bitstamp";

/** First and last day of the series. */
export const FIRST_DAY = dayOfDate(2012, 1, 1);
export const LAST_DAY = dayOfDate(2026, 12, 31);

const SEED = "imago world, bitcoin, 2";
/** US dollars on the first day. */
const START = 500;
/** Mean daily return, long-run daily variance (3.2 % squared), and how the variance follows yesterday's. */
const DRIFT = 0.0012;
const VARIANCE = 0.032 * 0.032;
const REACTION = 0.1;
const MEMORY = 0.86;
/** Venues differ by at most this many hundredths of a basis point from the series. */
const VENUE_SPREAD = 200;
/** A day's turnover at a venue in ten-thousandths of a bitcoin: this, and up to three times more. */
const TURNOVER = 20_000_000;

/** Base closes in cents, one a day, beginning with the day before the first. */
const closes = walk();

/** The closed candle of a day at a venue, or undefined outside the series. */
export function candleAt(venue: Venue, day: number): Candle | undefined {
  if (day < FIRST_DAY || day > LAST_DAY) return undefined;
  const open = closeAt(venue, day - 1);
  const close = closeAt(venue, day);
  const reach = (side: string) => 0.02 * fractionOf(`${SEED}:${side}:${day}`);
  return {
    day,
    open,
    high: Math.round(Math.max(open, close) * (1 + reach("high"))),
    low: Math.round(Math.min(open, close) * (1 - reach("low"))),
    close,
    volume: Math.round(TURNOVER * (1 + 3 * fractionOf(`${SEED}:volume:${venue}:${day}`))),
  };
}

/**
 * A candle as it stands while its bucket is still open.
 * @param elapsed the part of the bucket that has passed, in [0, 1)
 */
export function forming(candle: Candle, elapsed: number): Candle {
  const between = (edge: number) => Math.round(candle.open + (edge - candle.open) * elapsed);
  const close = between(candle.close);
  const [high, low] = [between(candle.high), between(candle.low)];
  return {
    ...candle,
    high: Math.max(high, close, candle.open),
    low: Math.min(low, close, candle.open),
    close,
    volume: Math.round(candle.volume * elapsed),
  };
}

function closeAt(venue: Venue, day: number): number {
  const base = closes[day - FIRST_DAY + 1] ?? 0;
  return Math.round(base * (1 + deviationOf(`${SEED}:${venue}:${day}`, VENUE_SPREAD) / 1e6));
}

function walk(): readonly number[] {
  let price = START;
  let variance = VARIANCE;
  const series = [Math.round(price * 100)];
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const shock = Math.sqrt(variance) * nearlyNormal(day);
    variance = VARIANCE * (1 - REACTION - MEMORY) + REACTION * shock * shock + MEMORY * variance;
    price *= 1 + DRIFT + shock;
    series.push(Math.round(price * 100));
  }
  return series;
}

/** Sum of twelve uniforms less six: mean 0, variance 1, nearly a normal distribution, and exact arithmetic. */
function nearlyNormal(day: number): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += fractionOf(`${SEED}:${day}:${draw}`);
  return sum;
}
