/** What a node observed, in names: an answer, an error, or bytes that are neither. */
import { getBytes } from "ethers";

import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { BY_MODEL, EVOLVE } from "../../functions-source/limits.ts";
import type { Program } from "../../functions-source/program.ts";
import { vocabularyOf } from "../../functions-source/registration.ts";

export type Told =
  | {
      readonly kind: "EVOLVE";
      readonly state: string;
      /** Names of values by names of traits. */
      readonly traits: Readonly<Record<string, string>>;
      /** basis points */
      readonly multiplier: number;
      readonly decider: "model" | "rules";
      readonly reading: bigint;
      readonly contentDigest: string;
      readonly promptDigest: string;
    }
  | { readonly kind: "HOLD"; readonly reading: bigint; readonly promptDigest: string }
  | { readonly kind: "error"; readonly text: string }
  /** No answer of format 1; `0x` hex. */
  | { readonly kind: "bytes"; readonly bytes: string };

/** An observation's two halves, `0x` hex. */
export interface Observed {
  readonly result: string;
  readonly error: string;
}

export function toldIn(program: Program, { result, error }: Observed): Told {
  if (error !== "0x") return { kind: "error", text: Buffer.from(getBytes(error)).toString() };
  const answer = tryDecodeAnswer(getBytes(result));
  if (answer === undefined) return { kind: "bytes", bytes: result };
  const { reading, promptDigest, multiplier, contentDigest } = answer;
  if (answer.kind !== EVOLVE) return { kind: "HOLD", reading, promptDigest };
  const decider = answer.decider === BY_MODEL ? "model" : "rules";
  const vocabulary = vocabularyOf(program);
  const state = vocabulary.states[answer.state] ?? `state ${answer.state}`;
  const traits = vocabulary.traits.map(({ name, offset, width, values }) => {
    const index = Number((answer.traits >> BigInt(offset)) & ((1n << BigInt(width)) - 1n));
    return [name, values[index] ?? `value ${index}`] as const;
  });
  return {
    ...{ kind: "EVOLVE", state, traits: Object.fromEntries(traits), multiplier, decider },
    ...{ reading, contentDigest, promptDigest },
  };
}
