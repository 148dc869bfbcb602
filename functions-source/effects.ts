import { packFields } from "./content/hex.ts";

/** One HTTP request. */
export interface HttpRequest {
  readonly url: string;
  /** As `fetch` takes it; a GET has neither method nor body. */
  readonly init: {
    readonly method?: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /** Longest acceptable answer in characters, if not `MAX_REPLY_LENGTH`. */
  readonly longest?: number | undefined;
}

/** What came back in time. */
export type HttpReply = readonly [status: number, body: string];

/** A reply, or undefined: timed out, refused, redirected or too long. */
export type Settled = HttpReply | undefined;

/**
 * What a run asks its driver to do. A Functions sandbox drives it with `await`, a synchronous host with its own calls;
 * the run itself has no clock, no randomness and no network.
 */
export type Effect = FetchEffect | HashEffect;

/** Ask for all of these at once and go on when all have settled, or after `timeoutMs` without those that have not. */
export interface FetchEffect {
  readonly requests: readonly HttpRequest[];
  readonly timeoutMs: number;
  readonly bytes?: never;
}

/** Hash these bytes with SHA-256. */
export interface HashEffect {
  readonly bytes: Uint8Array;
}

/** What the driver hands back: one settled reply per request in their order, or a digest of 32 bytes. */
export type EffectResult = readonly Settled[] | Uint8Array;

/** A part of a run that yields effects and returns `T`. */
export type Run<T> = Generator<Effect, T, EffectResult>;

/** SHA-256 of ASCII text as `0x` and 64 lower-case digits. */
export function* sha256(text: string): Run<string> {
  return "0x" + packFields(Array(32).fill(1), (yield { bytes: new TextEncoder().encode(text) }) as Uint8Array);
}
