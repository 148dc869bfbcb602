/** Made-up answers of the two providers: the form is theirs, no number in it was ever measured. */
import { type Fixture, type FixtureEntry, FIXTURE_SCHEMA } from "../../../../simulations/world/fixtures.ts";
import { ncei } from "../../../../functions-source/feeds/ncei.ts";
import { openMeteo } from "../../../../functions-source/feeds/openMeteo.ts";

const DAY = 86_400;
const FIRST = Date.UTC(2012, 1, 20) / 1_000;
const LICENCE = "Made up for this example: no number in it was ever measured";
/** Nothing was retrieved; the format wants a time. */
const NEVER = "2012-03-31T00:00:00.000Z";

/** Highs in tenths of a degree Celsius from 20 February 2012 on, and by how much the station differs. */
const HIGHS = [
  ...[-31, -24, -12, 4, 18, 26, 31, 22, 9, -8],
  ...[-11, 6, 14, 27, 38, 42, 47, 61, 74, 88],
  ...[96, 91, 72, 58, 51, 43, 29, 12, -4, -21],
] as const;
const DIFFERENCES = [3, -4, 6, 1, -2, 8, -5, 2, 0, -7] as const;

/** The world of a program that asks these two. */
export function fixtures(): Fixture[] {
  return [
    fixtureOf("open-meteo", "archive-api.open-meteo.com", (date, tenths) => ({
      url: openMeteo("64.13", "-21.90").address(dayOf(date), 0),
      body: {
        latitude: 64.13,
        longitude: -21.9,
        generationtime_ms: 0.05,
        utc_offset_seconds: 0,
        timezone: "GMT",
        timezone_abbreviation: "GMT",
        elevation: 15,
        daily_units: { time: "iso8601", temperature_2m_max: "°C" },
        daily: { time: [date], temperature_2m_max: [tenths / 10] },
      },
    })),
    fixtureOf("ncei", "www.ncei.noaa.gov", (date, tenths, index) => ({
      url: ncei("IC000004030").address(dayOf(date), 0),
      body: [
        {
          DATE: date,
          STATION: "IC000004030",
          // The service pads its values with blanks.
          TMAX: ((tenths + DIFFERENCES[index % DIFFERENCES.length]!) / 10).toFixed(1).padStart(7),
        },
      ],
    })),
  ];
}

type Answer = (date: string, tenths: number, index: number) => { readonly url: string; readonly body: unknown };

function fixtureOf(provider: string, host: string, answer: Answer): Fixture {
  const entries = HIGHS.map((tenths, index): FixtureEntry => {
    const date = new Date((FIRST + index * DAY) * 1_000).toISOString().slice(0, 10);
    const { url, body } = answer(date, tenths, index);
    return {
      days: [date],
      retrievedAt: NEVER,
      request: { method: "GET", url: new URL(`https://${url}`).href },
      response: { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
    };
  });
  const source = `https://${host}/`;
  return { schema: FIXTURE_SCHEMA, provider, host, licence: LICENCE, source, synthetic: true, entries };
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1_000;
