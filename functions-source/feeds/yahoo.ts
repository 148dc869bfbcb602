import { DAY } from "../limits.ts";
import { isoDate, type Feed } from "./feed.ts";

/**
 * Yahoo's chart: daily closes of an index, whose symbol is given as a URL has it (`%5EGSPC`). A bar's time is the
 * session's opening, so its date is that of the exchange's own clock (`gmtoffset`). Closes are widened float32
 * (6712.33984375), hence rounded once to the unit. A holiday has no bar.
 */
export const yahoo = (symbol: string): Feed => ({
  address: (day, since) =>
    `query1.finance.yahoo.com/v8/finance/chart/${symbol}?period1=${since}&period2=${day + DAY}&interval=1d`,
  rows: (body, day) => {
    const { meta, timestamp, indicators } = JSON.parse(body).chart.result[0];
    return (
      indicators.quote[0].close?.filter(
        (_: unknown, row: number) => isoDate(timestamp[row] + meta.gmtoffset) === isoDate(day),
      ) ?? []
    );
  },
});
