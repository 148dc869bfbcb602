/** Runs of nodes: the subject's own code, driven without clock, process and network. */
import { createHash } from "node:crypto";

import { toHex } from "../../functions-source/content/hex.ts";
import type { FetchEffect, HttpRequest } from "../../functions-source/effects.ts";
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
    let steps = this.#steps.get(tail);
    if (steps === undefined) this.#steps.set(tail, (steps = new Map()));
    const met: string[] = [];
    let code: Code | undefined;
    let key = "";
    for (;;) {
      let step = steps.get(key);
      if (step === undefined) {
        code ??= new Code(this.subject, input, tail);
        steps.set(key, (step = code.next(met)));
      }
      if ("ends" in step) return step.ends;
      for (const asked of step.asks) {
        const one = this.subject.meets(input, asked, setting, call);
        met.push(one);
        key += `${one}|`;
      }
    }
  }
}

/** One run of the subject's code, from its start. */
class Code {
  readonly #subject: Subject;
  readonly #input: Input;
  readonly #run: ReturnType<Subject["start"]>;
  /** What it waits for. */
  #requests: readonly HttpRequest[] | undefined;
  readonly #asked: Asked[] = [];
  /** How many of its requests it has replies to. */
  #replied = 0;
  #aiCalls = 0;

  constructor(subject: Subject, input: Input, tail: string) {
    [this.#subject, this.#input, this.#run] = [subject, input, subject.start(tail)];
  }

  /** Goes on until it needs more than what its requests have met so far. */
  next(met: readonly string[]): Step {
    // Nobody reads where an error of a run came from, and finding out takes longer than the run.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      while (this.#requests === undefined || this.#replied < met.length) {
        const { done, value } = this.#resume(met);
        const aiCalls = this.#aiCalls;
        if (done) return { ends: { result: `0x${toHex(value)}`, error: "0x", aiCalls } };
        this.#note(value.requests);
      }
      return { asks: this.#asked.slice(this.#replied) };
    } catch (error) {
      const text = Buffer.from((error as Error).message).toString("hex");
      return { ends: { result: "0x", error: `0x${text}`, aiCalls: this.#aiCalls } };
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  /** Up to the next requests: whatever it wants hashed is hashed. */
  #resume(met: readonly string[]) {
    const replies = this.#requests?.map((request) => this.#subject.reply(this.#input, request, met[this.#replied++]!));
    let step = replies === undefined ? this.#run.next() : this.#run.next(replies);
    while (!step.done && step.value.bytes)
      step = this.#run.next(new Uint8Array(createHash("sha256").update(step.value.bytes).digest()));
    return step as IteratorReturnResult<Uint8Array> | IteratorYieldResult<FetchEffect>;
  }

  #note(requests: readonly HttpRequest[]): void {
    this.#requests = requests;
    for (const { name, isAi } of requests.map((request) => this.#subject.serviceOf(request))) {
      this.#asked.push({ service: name, before: this.#asked.filter(({ service }) => service === name).length });
      if (isAi) this.#aiCalls++;
    }
  }
}
