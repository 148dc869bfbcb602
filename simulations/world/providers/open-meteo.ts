import { weatherRecord, span, type WeatherDay } from "../data.ts";
import { DAY, dayOf, isoDate, parseIsoDate } from "../days.ts";
import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import { deviationOf, fractionOf } from "../hash.ts";
import type { AnswerContext, Service } from "../service.ts";

/** ERA5 comes five days after the end of a day. */
const DELAY = 5 * DAY;
const FIRST_ALLOWED = "1940-01-01";

/** Tenths of the unit in which a variable is served, from a day's record. */
const VARIABLES: Readonly<Record<string, { readonly unit: string; readonly tenths: (row: WeatherDay) => number }>> = {
  temperature_2m_max: { unit: "°C", tenths: (row) => row.maximum + deviation(row, "max") },
  temperature_2m_min: { unit: "°C", tenths: (row) => row.minimum + deviation(row, "min") },
  precipitation_sum: { unit: "mm", tenths: (row) => Math.max(0, row.precipitation + wetDeviation(row)) },
  wind_speed_10m_mean: { unit: "km/h", tenths: (row) => Math.round(row.wind * 3.6) },
};

/**
 * Open-Meteo archive, daily, `models=era5`, for the grid cell of Seattle-Tacoma. The ERA5 leg is not a reanalysis: it is the
 * station's record with a small deviation that depends on the date alone (at most 0.3 degrees; at most 0.2 mm on wet days), so
 * that two sources differ as two sources do. Days not final yet are `null` with status 200.
 */
export const openMeteo: Service = {
  name: "open-meteo",
  hosts: ["archive-api.open-meteo.com"],
  synthetic: false,
  faults: ["nullValue", "stale", "wrongByPercent", "hostileText"],
  answer,
  refuse: (status) =>
    json(status, {
      error: true,
      reason:
        status === 429 ? "Minutely API request limit exceeded. Please try again in one minute." : "Internal error",
    }),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  const { pathname, searchParams: query } = request.url;
  if (pathname !== "/v1/archive") throw new NotInWorldError("of Open-Meteo the world has /v1/archive");
  const [latitude, longitude] = [Number(query.get("latitude") ?? NaN), Number(query.get("longitude") ?? NaN)];
  if (Number.isNaN(latitude) || Number.isNaN(longitude))
    return refusal("Value of type 'String' required for key 'latitude'.");
  const [from, to] = [parseIsoDate(query.get("start_date")), parseIsoDate(query.get("end_date"))];
  if (from === undefined || to === undefined) return refusal("Invalid date format. Make sure to use 'YYYY-MM-DD'");
  if (to < from) return refusal("End-date must be larger or equals than start-date.");
  const today = dayOf(context.now);
  for (const [name, day] of [
    ["start_date", from],
    ["end_date", to],
  ] as const) {
    if (day > today || isoDate(day) < FIRST_ALLOWED) {
      return refusal(`Parameter '${name}' is out of allowed range from ${FIRST_ALLOWED} to ${isoDate(today)}`);
    }
  }
  const variables = query.getAll("daily").flatMap((list) => list.split(","));
  const unknown = variables.find((name) => !/^[a-z0-9_]+$/.test(name));
  if (unknown !== undefined)
    return refusal(`Cannot initialize ForecastVariableDaily from invalid String value ${unknown}.`);
  requireRecorded(query, latitude, longitude, variables, from, to);
  return json(200, body(request, context, variables, from, to));
}

function requireRecorded(
  query: URLSearchParams,
  latitude: number,
  longitude: number,
  names: string[],
  from: number,
  to: number,
): void {
  const near = Math.abs(latitude - 47.45) < 0.2 && Math.abs(longitude + 122.31) < 0.2;
  if (!near) throw new NotInWorldError("its weather is that of Seattle-Tacoma: latitude=47.45, longitude=-122.31");
  if (query.get("models") !== "era5") throw new NotInWorldError("of the weather models it has era5 only: models=era5");
  if (!["GMT", "UTC", null].includes(query.get("timezone")))
    throw new NotInWorldError("its days are those of timezone=GMT");
  const foreign = ["temperature_unit", "wind_speed_unit", "precipitation_unit", "hourly", "current"].find((name) =>
    query.has(name),
  );
  if (foreign !== undefined) throw new NotInWorldError(`it does not know the parameter ${foreign}`);
  const missing = names.find((name) => VARIABLES[name] === undefined);
  if (missing !== undefined || names.length === 0) {
    throw new NotInWorldError(`of the daily variables it has ${Object.keys(VARIABLES).join(", ")}`);
  }
  const { first, last } = span(weatherRecord());
  if (from < first || to > last)
    throw new NotInWorldError(`its weather runs from ${isoDate(first)} to ${isoDate(last)}`);
}

function body(request: WorldRequest, context: AnswerContext, names: string[], from: number, to: number): unknown {
  const stale = findFault(context.faults, "stale") === undefined ? 0 : 1;
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index - stale);
  const columns = names.map((name): [string, (number | null)[]] => [
    name,
    days.map((day) => valueAt(name, day, context)),
  ]);
  const units = names.map((name): [string, string] => [name, VARIABLES[name]?.unit ?? ""]);
  return {
    latitude: 47.48,
    longitude: -122.29,
    generationtime_ms: 0.05 + fractionOf(`${request.node}:${request.url.href}:${context.now}`),
    utc_offset_seconds: 0,
    timezone: "GMT",
    timezone_abbreviation: "GMT",
    elevation: 111,
    daily_units: { time: "iso8601", ...Object.fromEntries(units) },
    daily: { time: days.map(isoDate), ...Object.fromEntries(columns) },
  };
}

function valueAt(name: string, day: number, { now, faults }: AnswerContext): number | null {
  const row = weatherRecord().get(day);
  const isFinal = now >= (day + 1) * DAY + DELAY;
  if (row === undefined || !isFinal || findFault(faults, "nullValue") !== undefined) return null;
  return Math.round((VARIABLES[name]?.tenths(row) ?? 0) * wrongFactor(faults)) / 10;
}

function deviation(row: WeatherDay, side: string): number {
  return deviationOf(`era5:${side}:${row.day}`, 3);
}

function wetDeviation(row: WeatherDay): number {
  return row.precipitation === 0 ? 0 : deviationOf(`era5:wet:${row.day}`, 2);
}

function refusal(reason: string): WorldReply {
  return json(400, { error: true, reason });
}
