/** One run of one node: the project's own evolve, driven without clock, process and network. */
import { createHash } from "node:crypto";

import { toHex } from "../../functions-source/content/hex.ts";
import type { EffectResult } from "../../functions-source/effects.ts";
import { evolve } from "../../functions-source/evolve.ts";
import type { Core } from "../../functions-source/program.ts";
import { type Call, replyTo } from "./internet.ts";
import type { Setting } from "./setting.ts";

/** `0x` and hexadecimal digits; an answer or the text of an error. */
export interface Observed {
  readonly result: string;
  readonly error: string;
  readonly aiCalls: number;
}

const KEYS = { openaiKey: "sk-laboratory" };
const BOTH = { ...KEYS, anthropicKey: "sk-ant-laboratory" };

export function runNode(core: Core, tail: string, setting: Setting, call: Call): Observed {
  let aiCalls = 0;
  const perform = (effect: ReturnType<typeof run.next>["value"] & object): EffectResult => {
    if ("bytes" in effect && effect.bytes !== undefined)
      return new Uint8Array(createHash("sha256").update(effect.bytes).digest());
    const { requests } = effect as { requests: readonly Parameters<typeof replyTo>[0][] };
    return requests.map((request) => {
      if (request.init.method === "POST") aiCalls++;
      return replyTo(request, setting, call);
    });
  };
  const run = evolve(core, tail, setting.voices === "one" ? KEYS : BOTH);
  try {
    let step = run.next();
    while (!step.done) step = run.next(perform(step.value));
    return { result: `0x${toHex(step.value)}`, error: "0x", aiCalls };
  } catch (error) {
    return { result: "0x", error: `0x${Buffer.from((error as Error).message).toString("hex")}`, aiCalls };
  }
}
