/** The newest day of which the world holds what a program asks. */
import { hostOfFeed } from "../../functions-source/feeds/host.ts";
import type { Program } from "../../functions-source/program.ts";
import { LAST_DAY } from "../world/bitcoin.ts";
import { indexRecord, span, weatherRecord } from "../world/data.ts";
import { DAY, parseIsoDate } from "../world/days.ts";
import type { Fixture } from "../world/fixtures.ts";
import { LAST_DAY as LAST_HEADLINES } from "../world/headlines.ts";
import { PROVIDERS } from "../world/providers/index.ts";
import type { ServiceName } from "../world/service.ts";

const weather = (): number => span(weatherRecord()).last;
/** With a closed candle comes the running one of the next day. */
const closed = (): number => LAST_DAY - 1;
const headlines = (): number => LAST_HEADLINES;
const index = (): number => span(indexRecord()).last;

/** The last day of what the world's own providers serve, as days since 1970-01-01. */
const lastDays: Readonly<Partial<Record<ServiceName, () => number>>> = {
  "open-meteo": weather,
  ncei: weather,
  cboe: index,
  yahoo: index,
  fred: index,
  coinbase: closed,
  kraken: closed,
  bitstamp: closed,
  algolia: headlines,
  clickhouse: headlines,
};

/**
 * 00:00 UTC of that day, unix seconds: what is recorded for the program itself comes before what the world has for all.
 *
 * @returns undefined when the world holds nothing for one of its feeds
 */
export function newestDay({ core }: Program, fixtures: readonly Fixture[]): number | undefined {
  const recorded = fixtures.map(({ entries }) => new Set(entries.flatMap(({ days }) => days)));
  const common = [...(recorded[0] ?? [])].filter((day) => recorded.every((days) => days.has(day))).sort();
  const newest = parseIsoDate(common.at(-1) ?? null);
  if (newest !== undefined) return newest * DAY;
  const hosts = core.feeds.map(hostOfFeed);
  const services = hosts.map((host) => PROVIDERS.find((provider) => provider.hosts.includes(host))?.name);
  const days = services.map((service) => (service === undefined ? undefined : lastDays[service]?.()));
  return days.includes(undefined) ? undefined : Math.min(...(days as number[])) * DAY;
}
