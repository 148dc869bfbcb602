import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { parseIsoDate } from "./days.ts";

/**
 * Recorded data, read from the `vega-datasets` package (BSD-3-Clause):
 * - `seattle-weather.csv`: daily record of NOAA station USW00024233, Seattle-Tacoma, 2012 to 2015;
 * - `sp500-2000.csv`: the S&P 500's trading days from 2000-01-03 to 2020-04-17.
 */

/** One local calendar day at the station, all in tenths so that they are integers: of a degree Celsius, of a mm, of a m/s. */
export interface WeatherDay {
  readonly day: number;
  readonly maximum: number;
  readonly minimum: number;
  readonly precipitation: number;
  readonly wind: number;
}

/** One trading day of the index; prices in hundredths of a point. */
export interface IndexDay {
  readonly day: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The whole weather record by day number, ascending. */
export const weatherRecord = once(() =>
  byDay(
    rows("seattle-weather.csv", ["date", "temp_max", "temp_min", "precipitation", "wind"]).map(
      ([day = 0, maximum = 0, minimum = 0, precipitation = 0, wind = 0]): WeatherDay => ({
        day,
        maximum: scaled(maximum, 10),
        minimum: scaled(minimum, 10),
        precipitation: scaled(precipitation, 10),
        wind: scaled(wind, 10),
      }),
    ),
  ),
);

/** The whole index record by day number, ascending. */
export const indexRecord = once(() =>
  byDay(
    rows("sp500-2000.csv", ["date", "open", "high", "low", "close", "volume"]).map(
      ([day = 0, open = 0, high = 0, low = 0, close = 0, volume = 0]): IndexDay => ({
        day,
        open: scaled(open, 100),
        high: scaled(high, 100),
        low: scaled(low, 100),
        close: scaled(close, 100),
        volume,
      }),
    ),
  ),
);

/** First and last day of a record. */
export function span(record: ReadonlyMap<number, unknown>): { readonly first: number; readonly last: number } {
  const days = [...record.keys()];
  return { first: days[0] ?? 0, last: days.at(-1) ?? 0 };
}

/** Columns of a data file as numbers; the first column named must be the date and becomes a day number. */
function rows(file: string, columns: readonly string[]): number[][] {
  const [header = "", ...lines] = readFileSync(dataPath(file), "utf8").trim().split(/\r?\n/);
  const positions = columns.map((column) => header.split(",").indexOf(column));
  if (positions.includes(-1)) throw new Error(`${file} lacks one of the columns ${columns.join(", ")}`);
  return lines.map((line) => {
    const cells = line.split(",");
    const values = positions.map((position, index) =>
      index === 0 ? parseIsoDate(cells[position] ?? null) : Number(cells[position]),
    );
    if (values.some((value) => value === undefined || Number.isNaN(value))) {
      throw new Error(`${file}: cannot read "${line}"`);
    }
    return values as number[];
  });
}

/** The package exports its index only; the data lies beside it. */
function dataPath(file: string): string {
  const index = createRequire(import.meta.url).resolve("vega-datasets");
  return join(dirname(index), "..", "data", file);
}

function scaled(value: number, factor: number): number {
  return Math.round(value * factor);
}

function byDay<Row extends { readonly day: number }>(list: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(list.toSorted((a, b) => a.day - b.day).map((row) => [row.day, row]));
}

function once<Value>(read: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= read());
}
