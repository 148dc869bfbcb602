import { isoDate, type Feed } from "./feed.ts";

/**
 * NOAA NCEI daily summaries: the highest temperature of a station's local day in degrees Celsius. `units=metric`
 * decides: without it the service answers in tenths. Values are blank-padded text; an element that was not observed is
 * left out; no data is `[]`.
 */
export const ncei = (station: string): Feed => ({
  address: (day) => {
    const date = isoDate(day);
    return `www.ncei.noaa.gov/access/services/data/v1?dataset=daily-summaries&stations=${station}&startDate=${date}&endDate=${date}&dataTypes=TMAX&units=metric&format=json`;
  },
  rows: (body, day) =>
    JSON.parse(body)
      .filter((row: Row) => row.DATE === isoDate(day) && row.STATION === station)
      .map((row: Row) => row.TMAX),
});

interface Row {
  readonly DATE: string;
  readonly STATION: string;
  readonly TMAX?: string;
}
