/** What a node asked, in the words of the program: each feed's value, the AI's choice, the reading that they make. */
import { hash } from "node:crypto";

import type { Ai } from "../../functions-source/ai/ai.ts";
import { VENDORS } from "../../functions-source/ai/vendors.ts";
import { quantise } from "../../functions-source/decimal.ts";
import type { Settled } from "../../functions-source/effects.ts";
import type { Feed } from "../../functions-source/feeds/feed.ts";
import { isoDate } from "../../functions-source/feeds/feed.ts";
import { DAY, MAX_REPLY_LENGTH } from "../../functions-source/limits.ts";
import { type Observation, observe } from "../../functions-source/observe.ts";
import type { Core } from "../../functions-source/program.ts";
import type { Exchange } from "../node/protocol.ts";
import { type Usage, usageIn } from "./usage.ts";

/** One request of a run. */
export interface Asked {
  /** The host, without `www.` and the like. */
  readonly provider: string;
  /** Without user and password. */
  readonly url: string;
  /** As the run saw it; null when it gave up waiting. */
  readonly status: number | null;
  /** Why the node answered in the provider's place, if it did. */
  readonly refused?: string;
  readonly ms: number;
  readonly bytes: number;
  /** SHA-256 of the body, hex: shows whether two answers were the same without repeating them. */
  readonly sha256: string;
  /** The world's answer is no recorded one. */
  readonly madeUp: boolean;
  /** What the program read in it: a value, a choice, or why there is none. */
  readonly said: string;
  /** What an AI's answer took. */
  readonly usage?: Usage;
}

/** Where a run's requests went, besides what they asked. */
export interface Surroundings {
  readonly secrets: Readonly<Record<string, string>>;
  /** Hosts whose answers are made up. */
  readonly madeUp: readonly string[];
}

/** Reads a run's requests as the program did. */
export function askedBy(core: Core, day: number, exchanges: readonly Exchange[], around: Surroundings): Asked[] {
  return exchanges.map((exchange) => {
    const { url, status, refused, ms, bytes, body } = exchange;
    const safe = new URL(url);
    safe.username = safe.password = "";
    const usage = usageIn(exchange);
    return {
      ...{ provider: safe.host, url: safe.href, status, ms, bytes, madeUp: around.madeUp.includes(safe.hostname) },
      ...{ said: saidIn(core, day, exchange, around.secrets), sha256: hash("sha256", body) },
      ...(refused === undefined ? {} : { refused }),
      ...(usage === undefined ? {} : { usage }),
    };
  });
}

/** The reading that a run made of its requests, in the reading's unit, or the text of the error that it ended with. */
export function readingOf(core: Core, day: number, exchanges: readonly Exchange[]): bigint | string {
  const replies = core.feeds.map((feed) => {
    const exchange = exchanges.find(({ url }) => url === addressOf(core, feed, day));
    return exchange && replyOf(feed, exchange);
  });
  try {
    return quantise(core.select(observed(core, day, replies)), core.quantum);
  } catch (error) {
    return (error as Error).message;
  }
}

function saidIn(core: Core, day: number, exchange: Exchange, secrets: Readonly<Record<string, string>>): string {
  const feed = core.feeds.find((each) => addressOf(core, each, day) === exchange.url);
  if (feed !== undefined) return saidByFeed(core, feed, day, exchange);
  const ai = VENDORS.map((vendor) => vendor.ai).find((each) => each.ask("", "", {}, secrets)[0] === exchange.url);
  return ai === undefined ? "" : saidByAi(core, ai, exchange);
}

/** A run counts two values at least: the same feed twice, so that the program's own code judges one reply alone. */
function saidByFeed(core: Core, feed: Feed, day: number, exchange: Exchange): string {
  const reply = replyOf(feed, exchange);
  if (reply === undefined && exchange.status !== null) return "too long";
  try {
    const [{ on, units } = { on: day, units: 0n }] = observed({ ...core, feeds: [feed, feed] }, day, [reply, reply]);
    return on === day ? String(units) : `${units} of ${isoDate(on)}`;
  } catch (error) {
    return /:([^,]*),/.exec((error as Error).message)?.[1] ?? (error as Error).message;
  }
}

/** Names of the program and nothing else: whatever more an AI says is in no answer, and shall stand in no dataset. */
function saidByAi({ states, moods }: Core, { told }: Ai, { status, body }: Exchange): string {
  if (status === null) return "none";
  if (status !== 200) return String(status);
  try {
    const { state, mood } = JSON.parse(told(JSON.parse(body))) as { readonly state: string; readonly mood: string };
    if (states.some(([label]) => label === state) && moods.includes(mood)) return `${state} ${mood}`;
  } catch {
    // A refusal, a truncated or malformed answer.
  }
  return "no choice";
}

/** As `sandbox.ts` hands it to the run. */
function replyOf({ longest }: Feed, { status, body }: Exchange): Settled {
  return status === null || body.length > (longest ?? MAX_REPLY_LENGTH) ? undefined : [status, body];
}

/** @throws Error of functions-source/errors.ts */
function observed(core: Core, day: number, replies: readonly Settled[]): readonly Observation[] {
  let seen: readonly Observation[] = [];
  const select = (observations: readonly Observation[]): bigint => ((seen = observations), 0n);
  const steps = observe({ ...core, atOnce: core.feeds.length, select }, { spent: 0 }, day);
  let step = steps.next();
  while (!step.done) step = steps.next(replies);
  return seen;
}

function addressOf({ maxAge }: Core, feed: Feed, day: number): string {
  return `https://${feed.address(day, day - maxAge * DAY)}`;
}
