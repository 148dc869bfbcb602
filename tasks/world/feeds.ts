import type { HttpRequest, Settled } from "../../functions-source/effects.ts";
import { type Feed, isoDate } from "../../functions-source/feeds/feed.ts";
import { MAX_REPLY_LENGTH } from "../../functions-source/limits.ts";
import { observe, type Observation } from "../../functions-source/observe.ts";
import type { Core } from "../../functions-source/program.ts";

/** What a feed makes of a reply. */
export type Verdict =
  | { readonly kind: "reading"; readonly observation: Observation }
  /** The provider says that it has no value. */
  | { readonly kind: "gap" }
  /** The adapter throws at the reply, or a node would not take it. */
  | { readonly kind: "malformed"; readonly why: string };

/**
 * The very requests that a program's feeds make for a day (00:00 UTC, unix seconds), in the feeds' order. Throws, in words,
 * when a feed cannot write its address or the program asks for more than a run may.
 */
export function requestsFor(core: Core, day: number): readonly HttpRequest[] {
  try {
    const { value } = observe({ ...core, atOnce: core.feeds.length }, { spent: 0 }, day).next();
    return (value as { readonly requests: readonly HttpRequest[] }).requests;
  } catch (cause) {
    const { message } = cause as Error;
    throw new Error(`The feeds of ${core.name} cannot be asked for ${isoDate(day)}: ${message}`, { cause });
  }
}

/** What all feeds together read from the bodies that came for a day; throws the run's own error where it has no reading. */
export function readingOf(core: Core, bodies: readonly (string | undefined)[], day: number): bigint {
  return core.select(observed(core, bodies, day));
}

/**
 * What one feed alone makes of a body. The run wants two sources and tells what each one lacks: the feed stands beside itself,
 * so that the program's own judgement is heard and not a copy of it.
 */
export function judge(core: Core, feed: Feed, body: string, day: number): Verdict {
  const longest = feed.longest ?? MAX_REPLY_LENGTH;
  if (body.length > longest) {
    return { kind: "malformed", why: `${body.length} characters; nodes take ${longest} at most` };
  }
  try {
    const [observation] = observed({ ...core, feeds: [feed, feed] }, [body, body], day);
    return { kind: "reading", observation: observation! };
  } catch (error) {
    const said = /:(\w+)/.exec((error as Error).message)?.[1];
    return said === "absent" ? { kind: "gap" } : { kind: "malformed", why: complaintOf(feed, body, day) };
  }
}

function observed(core: Core, bodies: readonly (string | undefined)[], day: number): readonly Observation[] {
  let seen: readonly Observation[] = [];
  const select = (observations: readonly Observation[]): bigint => ((seen = observations), 0n);
  const run = observe({ ...core, atOnce: core.feeds.length, select }, { spent: 0 }, day);
  run.next();
  const step = run.next(bodies.map((body): Settled => (body === undefined ? undefined : [200, body])));
  if (!step.done) throw new Error("observe asks more than once now; adapt tasks/world/feeds.ts to it");
  return seen;
}

/** Why the adapter refuses a body: its own error where it has words, and how the body begins. */
function complaintOf({ rows }: Feed, body: string, day: number): string {
  const begins = JSON.stringify(body.slice(0, 40));
  try {
    const values = rows(body, day);
    return `${values.length === 1 ? "no plain number" : `${values.length} rows of one day`}; it begins ${begins}`;
  } catch (error) {
    return `${error instanceof Error ? error.message : "not what the provider documents"}; it begins ${begins}`;
  }
}
