import { isoDate, type Feed } from "./feed.ts";

/**
 * Open-Meteo's archive, model ERA5: the highest temperature of the UTC day in degrees Celsius at the grid cell of a
 * place. `models=era5` is pinned because the default mixes sources and changes later; not yet available is `null` with
 * status 200.
 */
export const openMeteo = (latitude: string, longitude: string): Feed => ({
  address: (day) => {
    const date = isoDate(day);
    return `archive-api.open-meteo.com/v1/archive?latitude=${latitude}&longitude=${longitude}&start_date=${date}&end_date=${date}&daily=temperature_2m_max&models=era5&timezone=GMT`;
  },
  rows: (body, day) => {
    const { daily, daily_units } = JSON.parse(body);
    if (!daily_units.temperature_2m_max.endsWith("C")) throw 0;
    return daily.temperature_2m_max.filter((_: unknown, row: number) => daily.time[row] === isoDate(day));
  },
});
