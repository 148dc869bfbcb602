import { createHash } from "node:crypto";

import type { Secrets } from "../../functions-source/ai/ai.ts";
import { encodeTail, type TailFields } from "../../functions-source/content/tail.ts";
import type { HttpRequest, Run, Settled } from "../../functions-source/effects.ts";
import { evolve } from "../../functions-source/evolve.ts";
import type { Core } from "../../functions-source/program.ts";

/** 00:00 UTC of 20 November 2026, a Friday, and of the next day, the end of its period. */
export const DAY = 1_795_132_800;
export const PERIOD_END = DAY + 86_400;

/** A tail of period 20,777 after an evolution in state 2, with changes. */
export function tail(changes: Partial<Record<keyof typeof FIELDS, bigint>> = {}): string {
  return encodeTail(Object.values({ ...FIELDS, ...changes }) as unknown as TailFields);
}

const FIELDS = {
  program: 7n,
  period: 20_777n,
  periodEnd: BigInt(PERIOD_END),
  programVersion: 2n,
  lastState: 2n,
  lastReading: 0n,
  candidate: 0n,
  interactions: 0n,
};

/** Answers a request; undefined hangs or fails. */
export type Responder = (request: HttpRequest) => Settled;

/** What a driven run did. */
export interface Driven<T> {
  readonly value: T;
  readonly batches: { readonly requests: readonly HttpRequest[]; readonly timeoutMs: number }[];
}

/** Drives a run synchronously, as a host without promises would. */
export function drive<T>(run: Run<T>, responder: Responder): Driven<T> {
  const batches: Driven<T>["batches"] = [];
  let step = run.next();
  while (!step.done) {
    const effect = step.value;
    if (effect.bytes) {
      step = run.next(new Uint8Array(createHash("sha256").update(effect.bytes).digest()));
    } else {
      batches.push(effect);
      step = run.next(effect.requests.map(responder));
    }
  }
  return { value: step.value, batches };
}

/** Runs a program against replies by host; a host without a reply does not answer. */
export function runProgram(core: Core, tailText: string, replies: Record<string, Settled>, secrets: Secrets = {}) {
  return drive(evolve(core, tailText, secrets), byHost(replies));
}

/** Replies by host name. */
export function byHost(replies: Record<string, Settled>): Responder {
  return ({ url }) => replies[new URL(url).host];
}

/** A reply of JSON. */
export function json(body: unknown, status = 200): Settled {
  return [status, JSON.stringify(body)];
}

/** What the three exchanges say about one day's close, as text. */
export function exchanges(closes: { coinbase?: number; kraken?: string; bitstamp?: string }): Record<string, Settled> {
  const { coinbase, kraken, bitstamp } = closes;
  return {
    "api.exchange.coinbase.com": coinbase === undefined ? undefined : json([[DAY, 1, 2, 3, coinbase, 5]]),
    "api.kraken.com":
      kraken === undefined
        ? undefined
        : json({
            error: [],
            result: {
              XXBTZUSD: [
                [DAY, "1", "2", "3", kraken, "5", "6", 7],
                [DAY + 86_400, "1", "2", "3", "4", "5", "6", 7],
              ],
              last: DAY,
            },
          }),
    "www.bitstamp.net":
      bitstamp === undefined ? undefined : json({ data: { ohlc: [{ timestamp: `${DAY}`, close: bitstamp }] } }),
  };
}

/** An OpenAI reply whose message has this content. */
export function openaiReply(content: unknown, changes: object = {}): Settled {
  const message = { role: "assistant", content: JSON.stringify(content), refusal: null };
  return json({ object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop", ...changes }] });
}
