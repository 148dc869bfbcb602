import { type Candle, candleAt, FIRST_DAY, forming, LAST_DAY, type Venue } from "../bitcoin.ts";
import { DAY, dayOf, isoDate } from "../days.ts";
import { NotInWorldError } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import type { AnswerContext } from "../service.ts";

/** Faults that every exchange can act out. */
export const CANDLE_FAULTS = ["nullValue", "stale", "openCandle", "wrongByPercent"] as const;

/**
 * The daily candles of a venue that open from day `from` to day `to`, ascending, as they stand at `now`: none of the future,
 * the one of the running day still forming, and the faults applied.
 */
export function venueCandles(venue: Venue, from: number, to: number, context: AnswerContext): readonly Candle[] {
  const today = dayOf(context.now);
  if (today < FIRST_DAY || today > LAST_DAY) {
    throw new NotInWorldError(`the bitcoin series runs from ${isoDate(FIRST_DAY)} to ${isoDate(LAST_DAY)}`);
  }
  const stale = findFault(context.faults, "stale") !== undefined;
  // A day-old copy holds the window of the day before, without the candle that was open when it was made.
  const [first, last] = stale ? [from - 1, Math.min(to - 1, today - 2)] : [from, Math.min(to, today)];
  const candles: Candle[] = [];
  for (let day = Math.max(first, FIRST_DAY); day <= last; day++) {
    const candle = candleAt(venue, day);
    if (candle !== undefined) candles.push(bent(asItStands(candle, context), wrongFactor(context.faults)));
  }
  return candles;
}

function asItStands(candle: Candle, { now, faults }: AnswerContext): Candle {
  const elapsed = (now - candle.day * DAY) / DAY;
  if (elapsed < 1) return forming(candle, elapsed);
  return findFault(faults, "openCandle") === undefined ? candle : forming(candle, 0.5);
}

function bent(candle: Candle, factor: number): Candle {
  const bend = (cents: number) => Math.round(cents * factor);
  return factor === 1
    ? candle
    : { ...candle, open: bend(candle.open), high: bend(candle.high), low: bend(candle.low), close: bend(candle.close) };
}
