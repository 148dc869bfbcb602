/** What a program's sources say on days of which the local world has data: recorded, or made up and then labelled so. */
import { quantise } from "../../../functions-source/decimal.ts";
import type { FetchEffect, Settled } from "../../../functions-source/effects.ts";
import type { Feed } from "../../../functions-source/feeds/feed.ts";
import { hostOfFeed } from "../../../functions-source/feeds/host.ts";
import { observe } from "../../../functions-source/observe.ts";
import type { Core, Program } from "../../../functions-source/program.ts";
import { fixtureFolders, fixturesOf, madeUpHosts } from "../../../simulations/single-run/fixtures.ts";
import { newestDay } from "../../../simulations/single-run/newest-day.ts";
import { DAY } from "../../../simulations/world/days.ts";
import { fixtureResponder } from "../../../simulations/world/fixtures.ts";
import { withFixtures } from "../../../simulations/world/fixtures-service.ts";
import { PROVIDERS } from "../../../simulations/world/providers/index.ts";
import type { Service } from "../../../simulations/world/service.ts";

/** Enough that a share of a tenth has a standard error of two hundredths. */
const DAYS = 240;
/** Days after the newest at which providers are asked, so that nothing is too young to be said; right after it where a world ends there. */
const LATER = [30, 1.01];

/** A day as nodes may see it. */
export interface SampledDay {
  /** The reading where all sources answer, undefined where there is none then. */
  readonly reading: bigint | undefined;
  /** By feed the reading of a node to which that one does not answer. */
  readonly without: readonly (bigint | undefined)[];
  /** By feed what it alone says, in the program's unit. */
  readonly values: readonly (bigint | undefined)[];
}

export interface Sample {
  readonly days: readonly SampledDay[];
  readonly madeUp: boolean;
}

/** Undefined when the world has nothing of one of the program's sources. */
export async function takeSample(program: Program): Promise<Sample | undefined> {
  const { core } = program;
  const newest = newestDay(program, fixturesOf(core.name));
  if (newest === undefined) return undefined;
  const folders = fixtureFolders(core.name);
  const services = withFixtures(PROVIDERS, fixtureResponder(folders));
  const moments = LATER.map((days) => Math.floor(newest + days * DAY));
  const world = new World(services, moments);
  const days: SampledDay[] = [];
  for (let back = DAYS - 1; back >= 0; back--) {
    const day = await sampled(core, world, newest - back * DAY);
    if (day !== undefined) days.push(day);
  }
  const invented = new Set(madeUpHosts(folders));
  const madeUp = core.feeds.some((feed) => invented.has(hostOfFeed(feed)));
  return days.length === 0 ? undefined : { days, madeUp };
}

/** Undefined on a day of which no source says anything: before the data begins. */
async function sampled(core: Core, world: World, day: number): Promise<SampledDay | undefined> {
  const { feeds, maxAge } = core;
  const replies = new Map<string, Settled>();
  for (const feed of feeds) {
    const url = `https://${feed.address(day, day - maxAge * DAY)}`;
    replies.set(url, await world.reply(url));
  }
  const read = (silent?: Feed): bigint | undefined => readingOf(core, replies, day, silent);
  const values = feeds.map((feed) => readingOf({ ...alone(core), feeds: [feed, feed] }, replies, day));
  if (values.every((value) => value === undefined)) return undefined;
  return { reading: read(), without: feeds.map(read), values };
}

/** The feed stands beside itself: what it says, not yet quantised. */
const alone = (core: Core): Core => ({ ...core, atOnce: 2, quantum: 1n, select: ([first]) => first!.units });

/** By the program's own code; undefined where it ends in an error. */
function readingOf(core: Core, replies: ReadonlyMap<string, Settled>, day: number, silent?: Feed): bigint | undefined {
  const unheard = silent && `https://${silent.address(day, day - core.maxAge * DAY)}`;
  const answer = ({ url }: { readonly url: string }): Settled => (url === unheard ? undefined : replies.get(url));
  try {
    const run = observe(core, { spent: 0 }, day);
    let step = run.next();
    while (!step.done) step = run.next((step.value as FetchEffect).requests.map(answer));
    return quantise(step.value, core.quantum);
  } catch {
    return undefined;
  }
}

/** The local world's services, without a network. */
class World {
  readonly #services: readonly Service[];
  readonly #moments: readonly number[];
  /** An address may have all days. */
  readonly #known = new Map<string, Promise<Settled>>();

  constructor(services: readonly Service[], moments: readonly number[]) {
    [this.#services, this.#moments] = [services, moments];
  }

  reply(address: string): Promise<Settled> {
    const known = this.#known.get(address) ?? this.#ask(new URL(address));
    this.#known.set(address, known);
    return known;
  }

  async #ask(url: URL): Promise<Settled> {
    const service = this.#services.find(({ hosts }) => hosts.includes(url.hostname));
    const request = { node: 0, method: "GET", url, headers: { "user-agent": "Mozilla/5.0" }, body: "" };
    const signal = new AbortController().signal;
    for (const now of this.#moments)
      try {
        const { status, body } = await service!.answer(request, { now, faults: [], signal });
        return [status, body];
      } catch {
        // Of that moment the world has nothing.
      }
    return undefined;
  }
}
