/** Runs of nodes: the subject's own code, driven without clock, process and network. */
import { createHash } from "node:crypto";

import { toHex } from "../../functions-source/content/hex.ts";
import type { EffectResult, HttpRequest } from "../../functions-source/effects.ts";
import type { Setting } from "./setting.ts";
import type { Asked, Call, Input, Subject } from "./subject.ts";

/** `0x` and hexadecimal digits; an answer or the text of an error. */
export interface Observed {
  readonly result: string;
  readonly error: string;
  readonly aiCalls: number;
}

/** What a run does next once it has met all that it met so far. */
type Step = { readonly asks: readonly Asked[] } | { readonly ends: Observed };

/**
 * Drives a subject. A run depends on its tail and on what its requests meet, and on nothing else; so what it does next is
 * remembered, and code that would do the very same again is not run again.
 */
export class Nodes {
  readonly subject: Subject;
  /** By tail, then by what was met. */
  readonly #steps = new Map<string, Map<string, Step>>();

  constructor(subject: Subject) {
    this.subject = subject;
  }

  run(input: Input, tail: string, setting: Setting, call: Call): Observed {
    const met: string[] = [];
    let steps = this.#steps.get(tail);
    if (steps === undefined) this.#steps.set(tail, (steps = new Map()));
    let key = "";
    for (;;) {
      let step = steps.get(key);
      if (step === undefined) steps.set(key, (step = this.#next(input, tail, met)));
      if ("ends" in step) return step.ends;
      for (const asked of step.asks) {
        const one = this.subject.meets(input, asked, setting, call);
        met.push(one);
        key += `${one}|`;
      }
    }
  }

  /** Runs the code from its start, through all that it met. */
  #next(input: Input, tail: string, met: readonly string[]): Step {
    const { subject } = this;
    const asked: Asked[] = [];
    let aiCalls = 0;
    let at = 0;
    const note = (requests: readonly HttpRequest[]): void => {
      for (const { name, isAi } of requests.map((request) => subject.serviceOf(request))) {
        asked.push({ service: name, before: asked.filter(({ service }) => service === name).length });
        if (isAi) aiCalls++;
      }
    };
    const run = subject.start(tail);
    try {
      let result: EffectResult | undefined;
      for (;;) {
        const { done, value } = result === undefined ? run.next() : run.next(result);
        if (done) return { ends: { result: `0x${toHex(value)}`, error: "0x", aiCalls } };
        if (value.bytes) {
          result = new Uint8Array(createHash("sha256").update(value.bytes).digest());
          continue;
        }
        const before = asked.length;
        note(value.requests);
        if (before === met.length) return { asks: asked.slice(before) };
        result = value.requests.map((request) => subject.reply(input, request, met[at++]!));
      }
    } catch (error) {
      return { ends: { result: "0x", error: `0x${Buffer.from((error as Error).message).toString("hex")}`, aiCalls } };
    }
  }
}
