import type { HttpRequest } from "../../functions-source/effects.ts";
import { withoutKeys } from "../../simulations/world/fixtures.ts";

/** How a recorder behaves towards providers. */
export interface Manners {
  /** Least time between two requests, milliseconds. */
  readonly pauseMs: number;
  /** How many times more a request is made that met 429, a server's error or no answer. */
  readonly retries: number;
}

/** What a recorder needs from outside; tests bring their own. */
export interface Outside {
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<void>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What became of a request. */
export type Asked =
  | { readonly body: string; readonly headers: Headers; readonly retrievedAt: string }
  /** Nothing usable came; with `enough` the provider wants to be left alone. */
  | { readonly why: string; readonly enough?: boolean };

/** A provider that wants longer than this is left alone for now. */
const LONGEST_WAIT_MS = 300_000;
const ONE_TRY_MS = 30_000;

/** One try: an answer or a final problem, or a problem that may pass. */
type Tried = Asked | { readonly passing: string; readonly retryAfterMs?: number };

/**
 * Makes the function that makes requests, one at a time and with pauses: retries what may pass, waits at least as long as
 * `Retry-After` says, follows no redirect. `target` is where to ask for a request's URL.
 */
export function politely({ pauseMs, retries }: Manners, outside: Outside) {
  let begun = false;
  return async function ask(target: string, { headers }: HttpRequest["init"]): Promise<Asked> {
    let waitMs = pauseMs;
    for (let tries = 1; ; tries++) {
      if (begun) await outside.sleep(waitMs);
      begun = true;
      const tried = await askOnce(target, headers, outside);
      if (!("passing" in tried)) return tried;
      const { passing, retryAfterMs } = tried;
      if (retryAfterMs !== undefined && retryAfterMs > LONGEST_WAIT_MS)
        return { why: `${passing}, and wants ${Math.ceil(retryAfterMs / 1_000)} s of rest`, enough: true };
      if (tries > retries) return { why: `${passing}, ${tries} times` };
      // Each time twice as long, for whoever does not say how long.
      waitMs = Math.max(pauseMs, retryAfterMs ?? Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (tries - 1)));
    }
  };
}

async function askOnce(target: string, headers: Readonly<Record<string, string>>, outside: Outside): Promise<Tried> {
  try {
    const signal = AbortSignal.timeout(ONE_TRY_MS);
    const response = await outside.fetch(target, { headers, redirect: "manual", signal });
    const body = await response.text();
    return judged(target, response, body, outside.now());
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    return { passing: `no answer (${cause?.code ?? cause?.message ?? message})` };
  }
}

function judged(target: string, { status, headers }: Response, body: string, now: number): Tried {
  if (status >= 300 && status < 400)
    return { why: `redirected to ${destination(headers, target)}; nodes follow no redirect: mend the feed's address` };
  if (status === 429 || status >= 500) {
    const retryAfterMs = restOf(headers.get("retry-after"), now);
    return { passing: `status ${status}`, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  if (status !== 200) return { why: `status ${status}` };
  return { body, headers, retrievedAt: new Date(now).toISOString() };
}

function destination(headers: Headers, target: string): string {
  const location = headers.get("location");
  return location && URL.canParse(location, target) ? withoutKeys(new URL(location, target).href) : "nowhere";
}

/** Milliseconds of a `Retry-After` in seconds or as a date (RFC 9110, 10.2.3); undefined for anything else. */
function restOf(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}
