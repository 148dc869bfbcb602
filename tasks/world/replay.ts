import { isoDate } from "../../functions-source/feeds/feed.ts";
import type { Core } from "../../functions-source/program.ts";
import { parseIsoDate } from "../../simulations/world/days.ts";
import { DAY } from "../../functions-source/limits.ts";
import { type FixtureResponder, fixtureResponder, withoutKeys } from "../../simulations/world/fixtures.ts";
import { judge, readingOf, requestsFor } from "./feeds.ts";
import { providerAt } from "./recording.ts";

/** Something to tell about a day. */
export interface Finding {
  readonly date: string;
  readonly why: string;
}

/** What a program's adapter made of its provider's answers. */
export interface ProviderReport {
  readonly provider: string;
  /** Periods with a value. */
  readings: number;
  /** Periods without one: the provider has none, or nothing is recorded. */
  readonly gaps: Finding[];
  /** Periods at whose answer the adapter throws. */
  readonly malformed: Finding[];
}

/** What a program makes of all that is recorded for it. */
export interface ProgramReport {
  readonly program: string;
  readonly periods: number;
  readonly providers: readonly ProviderReport[];
  /** Periods with a reading of the program's own. */
  readings: number;
  /** Periods at which the providers differ beyond the program's spread. */
  readonly disagreements: Finding[];
  /** Other periods without a reading. */
  readonly withoutReading: Finding[];
  /** Recorded requests that the program does not make, by URL. */
  readonly unused: readonly string[];
}

/**
 * Replays every fixture of a program through its adapters, for every day that one of them holds. Throws a `FixtureError` for
 * a fixture that cannot be used.
 * @param folder the program's fixtures
 */
export function replay(core: Core, folder: string): ProgramReport {
  const responder = fixtureResponder(folder);
  const dates = new Set(responder.fixtures.flatMap(({ entries }) => entries.flatMap(({ days }) => days)));
  const days = [...dates].sort().map((date) => parseIsoDate(date)! * DAY);
  const asked = new Set<string>();
  const providers = core.feeds.map((_, index) => ({ provider: nameOf(core, index, responder), ...empty() }));
  const report = { readings: 0, disagreements: [] as Finding[], withoutReading: [] as Finding[] };
  for (const day of days) replayDay(day);
  const recorded = responder.fixtures.flatMap(({ entries }) => entries.map(({ request }) => request.url));
  const unused = recorded.filter((url) => !asked.has(url));
  return { program: core.name, periods: days.length, providers, ...report, unused };

  function replayDay(day: number): void {
    const date = isoDate(day);
    const bodies = requestsFor(core, day).map(({ url }, index) => {
      asked.add(withoutKeys(url));
      return bodyOf(providers[index]!, core.feeds[index]!, url, day);
    });
    try {
      readingOf(core, bodies, day);
      report.readings++;
    } catch (error) {
      const why = (error as Error).message;
      (why.startsWith("FEED_SPREAD") ? report.disagreements : report.withoutReading).push({ date, why });
    }
  }

  /** The recorded body, if a node would take it; what the feed makes of it is added to the provider's report. */
  function bodyOf(to: ProviderReport, feed: Core["feeds"][number], url: string, day: number): string | undefined {
    const date = isoDate(day);
    const response = responder.find("GET", url)?.response;
    if (response?.status !== 200) {
      to.gaps.push({ date, why: response === undefined ? "not recorded" : `status ${response.status}` });
      return undefined;
    }
    const verdict = judge(core, feed, response.body, day);
    if (verdict.kind === "reading") to.readings++;
    else if (verdict.kind === "gap") to.gaps.push({ date, why: "the provider has no value" });
    else to.malformed.push({ date, why: verdict.why });
    return verdict.kind === "malformed" ? undefined : response.body;
  }
}

function nameOf(core: Core, index: number, { fixtures }: FixtureResponder): string {
  const { host } = new URL(requestsFor(core, 0)[index]!.url);
  return fixtures.find((fixture) => fixture.host === host)?.provider ?? providerAt(host);
}

function empty(): Omit<ProviderReport, "provider"> {
  return { readings: 0, gaps: [], malformed: [] };
}
