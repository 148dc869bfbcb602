import { type Feed, isoDate } from "../../functions-source/feeds/feed.ts";
import type { HttpRequest } from "../../functions-source/effects.ts";
import type { Core } from "../../functions-source/program.ts";
import { keysIn, withoutKeys } from "../../simulations/world/fixtures.ts";
import { type Manners, type Outside, politely } from "./ask.ts";
import { judge, requestsFor } from "./feeds.ts";
import type { ClosedPeriod } from "./periods.ts";
import { providerAt, Recording } from "./recording.ts";

/** What to record and how. */
export interface RecordingOrder {
  readonly core: Core;
  readonly periods: readonly ClosedPeriod[];
  /** Folder of the program's fixtures. */
  readonly folder: string;
  /** A server that has every provider under its host's name: `<base>/<host>/<path>`. The providers themselves when absent. */
  readonly baseUrl?: string | undefined;
  readonly licences: ReadonlyMap<string, string>;
  readonly manners: Manners;
  /** Receives one line for each answer and each problem. */
  readonly note: (line: string) => void;
}

/** What became of one provider. */
export interface Recorded {
  readonly provider: string;
  readonly file: string;
  /** Answers that came and were stored. */
  stored: number;
  /** Periods whose answer was there already. */
  there: number;
  /** Periods without an answer, and why. */
  readonly problems: { readonly date: string; readonly why: string }[];
}

/** After as many failures in a row a provider is left alone. */
const PATIENCE = 3;

interface Desk extends Recorded {
  readonly recording: Recording;
  /** Failures in a row; at once enough of them for a provider that asked to be left alone. */
  failures: number;
}

/** Hosts that a program asks, in the feeds' order. */
export function hostsOf(core: Core, day: number): string[] {
  return [...new Set(requestsFor(core, day).map(({ url }) => new URL(url).host))];
}

/** Where a request to a URL really goes. */
export function targetOf(url: string, baseUrl: string | undefined): string {
  return baseUrl === undefined ? url : `${baseUrl.replace(/\/+$/, "")}/${url.slice("https://".length)}`;
}

/**
 * Asks every provider of a program once for every period, one request at a time, and stores the answers that the program's
 * adapters accept. What is stored already is not asked again.
 */
export async function record(order: RecordingOrder, outside: Outside): Promise<readonly Recorded[]> {
  const { core, periods, note } = order;
  const ask = politely(order.manners, outside);
  const desks = new Map(hostsOf(core, periods[0]!.day).map((host) => [host, open(order, host)]));
  for (const period of periods) {
    for (const [index, request] of requestsFor(core, period.day).entries()) {
      await recordOne(desks.get(new URL(request.url).host)!, core.feeds[index]!, request, period);
    }
  }
  for (const { recording } of desks.values()) recording.save();
  return [...desks.values()];

  async function recordOne(
    desk: Desk,
    feed: Feed,
    request: HttpRequest,
    { day, finalAt }: ClosedPeriod,
  ): Promise<void> {
    const [url, date] = [withoutKeys(request.url), isoDate(day)];
    const stored = desk.recording.find(url, finalAt);
    if (stored !== undefined && judge(core, feed, stored.response.body, day).kind !== "malformed") {
      desk.recording.serves(url, date);
      desk.there++;
      return;
    }
    if (desk.failures >= PATIENCE) return fail("not asked any more");
    const asked = await ask(targetOf(request.url, order.baseUrl), request.init);
    if ("why" in asked) return fail(asked.why, asked.enough ? PATIENCE : 1);
    const refusal = refusalOf(asked.body);
    if (refusal !== undefined) return fail(`not stored: ${refusal}`);
    desk.recording.keep(url, date, asked);
    desk.failures = 0;
    desk.stored++;
    note(`${date} ${desk.provider}: ${asked.body.length} characters`);

    function refusalOf(body: string): string | undefined {
      if (keysIn(request.url, request.init.headers).some((key) => body.includes(key))) return "it repeats the key";
      const verdict = judge(core, feed, body, day);
      return verdict.kind === "malformed" ? verdict.why : undefined;
    }

    function fail(why: string, weight = 1): void {
      desk.failures += weight;
      desk.problems.push({ date, why });
      note(`${date} ${desk.provider}: ${why}`);
    }
  }
}

function open({ folder, baseUrl, licences }: RecordingOrder, host: string): Desk {
  const source = targetOf(`https://${host}/`, baseUrl);
  const recording = new Recording(folder, { host, licence: licences.get(host)!, source });
  return {
    provider: providerAt(host),
    file: recording.file,
    stored: 0,
    there: 0,
    problems: [],
    recording,
    failures: 0,
  };
}
