import { csvCells, isoDate, type Feed } from "./feed.ts";

/** FRED's CSV of one daily series; a holiday is a row with an empty value, a dot in older files. */
export const fred = (series: string): Feed => ({
  address: (day, since) =>
    `fred.stlouisfed.org/graph/fredgraph.csv?id=${series}&cosd=${isoDate(since)}&coed=${isoDate(day)}`,
  rows: (body, day) => csvCells(body, "observation_date," + series, isoDate(day)),
});
