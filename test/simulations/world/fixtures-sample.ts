import { FIXTURE_SCHEMA, type Fixture, type FixtureEntry } from "../../../simulations/world/fixtures.ts";

/** What a program would ask a made-up provider for a day. */
export const URL_OF = (day: string): string => `https://api.harbour.example/tides?station=7&on=${day}`;

/** That provider's answer. */
export function entry(day: string, body = `{"on":"${day}","high":312}`): FixtureEntry {
  return {
    days: [day],
    retrievedAt: "2026-11-22T15:04:05.000Z",
    request: { method: "GET", url: URL_OF(day) },
    response: { status: 200, headers: { "content-type": "application/json" }, body },
  };
}

/** A fixture of it. */
export function fixture(entries: readonly FixtureEntry[], changes: Partial<Fixture> = {}): Fixture {
  return {
    schema: FIXTURE_SCHEMA,
    provider: "harbour",
    host: "api.harbour.example",
    licence: "made up for tests",
    source: "https://api.harbour.example/",
    synthetic: true,
    entries,
    ...changes,
  };
}
