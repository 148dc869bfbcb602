import { span, weatherRecord, type WeatherDay } from "../data.ts";
import { DAY, isoDate, parseIsoDate } from "../days.ts";
import { decimal, html, json, NotInWorldError, text, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";

const STATION = "USW00024233";
/** A station day ends at midnight of Pacific Standard Time, and its summary is there three days later. */
const DELAY = 8 * 3_600 + 3 * DAY;

/** Tenths of °C, mm or m/s, and how the US units follow from them (in tenths, or hundredths for inches). */
const ELEMENTS: Readonly<
  Record<string, { readonly tenths: (row: WeatherDay) => number; readonly standard: (t: number) => string }>
> = {
  TMAX: { tenths: (row) => row.maximum, standard: fahrenheit },
  TMIN: { tenths: (row) => row.minimum, standard: fahrenheit },
  PRCP: { tenths: (row) => row.precipitation, standard: (tenths) => decimal(Math.round((tenths * 10) / 25.4), 2) },
  AWND: { tenths: (row) => row.wind, standard: (tenths) => decimal(Math.round(tenths * 2.236936), 1) },
};

/**
 * NOAA NCEI access data service, `daily-summaries` of Seattle-Tacoma: real recorded values as blank-padded strings; tenths of
 * a unit unless `units` is given; elements not available are absent, and so are days; CSV unless `format=json`.
 */
export const ncei: Service = {
  name: "ncei",
  hosts: ["www.ncei.noaa.gov"],
  synthetic: false,
  faults: ["nullValue", "stale", "wrongByPercent", "hostileText"],
  answer,
  refuse: (status) =>
    status === 429
      ? json(429, { errorCode: 429, errorMessage: "Too many requests", errors: [] })
      : html(status, "NCEI | Service interruption"),
};

type Row = Record<string, string>;

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  const { pathname, searchParams: query } = request.url;
  if (pathname !== "/access/services/data/v1")
    throw new NotInWorldError("of NCEI the world has /access/services/data/v1");
  const dataset = query.get("dataset");
  if (dataset === null) return invalid("dataset", "dataset is required");
  if (dataset !== "daily-summaries") throw new NotInWorldError("of NCEI's datasets it has daily-summaries");
  const [from, to] = [parseIsoDate(query.get("startDate")), parseIsoDate(query.get("endDate"))];
  if (from === undefined) return invalid("startDate", "startDate is required as an ISO 8601 date");
  if (to === undefined) return invalid("endDate", "endDate is required as an ISO 8601 date");
  if (query.get("stations") !== STATION) throw new NotInWorldError(`of NCEI's stations it has ${STATION}`);
  const units = query.get("units");
  if (units !== null && units !== "metric" && units !== "standard")
    return invalid("units", "units must be metric or standard");
  const { first, last } = span(weatherRecord());
  if (from < first || to > last)
    throw new NotInWorldError(`its weather runs from ${isoDate(first)} to ${isoDate(last)}`);

  const names = (query.get("dataTypes") ?? Object.keys(ELEMENTS).join(",")).split(",").filter((name) => ELEMENTS[name]);
  const rows = rowsOf(names, units, from, to, context);
  return query.get("format") === "json" ? json(200, rows) : csv(names, rows);
}

function rowsOf(names: string[], units: string | null, from: number, to: number, context: AnswerContext): Row[] {
  const stale = findFault(context.faults, "stale") === undefined ? 0 : 1;
  const isNull = findFault(context.faults, "nullValue") !== undefined;
  const rows: Row[] = [];
  for (let day = from - stale; day <= to - stale; day++) {
    const record = weatherRecord().get(day);
    if (record === undefined || context.now < (day + 1) * DAY + DELAY) continue;
    const values = names.map((name): [string, string] => [
      name,
      written(name, record, units, wrongFactor(context.faults)),
    ]);
    rows.push({ DATE: isoDate(day), STATION, ...(isNull ? {} : Object.fromEntries(values)) });
  }
  return rows;
}

function written(name: string, record: WeatherDay, units: string | null, factor: number): string {
  const element = ELEMENTS[name];
  if (element === undefined) return "";
  const tenths = Math.round(element.tenths(record) * factor);
  if (units === null) return String(tenths).padStart(5);
  return (units === "metric" ? decimal(tenths, 1) : element.standard(tenths)).padStart(7);
}

function fahrenheit(tenths: number): string {
  return String(Math.round(tenths * 0.18 + 32));
}

function csv(names: readonly string[], rows: readonly Row[]): WorldReply {
  const columns = ["STATION", "DATE", ...names];
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(",");
  const lines = [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? "")))];
  return text(200, `${lines.join("\n")}\n`, "text/csv; charset=utf-8");
}

function invalid(field: string, message: string): WorldReply {
  const errorMessage = "There was an error processing your request.";
  return json(400, { errorCode: 400, errorMessage, errors: [{ field, message }] });
}
