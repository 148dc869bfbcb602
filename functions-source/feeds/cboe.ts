import { csvCells, isoDate, type Feed } from "./feed.ts";

/**
 * Cboe's history of an index: a static file of all closes since 1975, `DATE,SPX` with dates as MM/DD/YYYY. There is no
 * smaller query, so this is the one answer that may be longer than 100 KB (about 0.3 MB).
 */
export const cboe = (index: string): Feed => ({
  longest: 1e6,
  address: () => `cdn.cboe.com/api/global/us_indices/daily_prices/${index}_History.csv`,
  rows: (body, day) => csvCells(body, "DATE," + index, isoDate(day).replace(/(.*)-(.*)-(.*)/, "$2/$3/$1")),
});
