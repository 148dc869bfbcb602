/** What the rounds are about: days on which a faultless run evolves, along the history that faultless runs make. */
import { encodeTail } from "../../functions-source/content/tail.ts";
import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { EVOLVE, NO_STATE } from "../../functions-source/limits.ts";
import type { Program } from "../../functions-source/program.ts";
import { runNode } from "./node-run.ts";
import { type Setting, usual } from "./setting.ts";

export interface Input {
  readonly period: bigint;
  /** Its tail, without a candidate and with one. */
  tail(candidate?: string): string;
  /** What a node without any fault answers. */
  readonly faultless: string;
}

const FROM = 16_436n; // 2015-01-01
const PROGRAM = 1n;

export function inputsOf({ core }: Program, voices: Setting["voices"], days: number): Input[] {
  const calm: Setting = { ...usual, voices, providerFaults: 0, wobble: 0, borderline: 0 };
  const inputs: Input[] = [];
  let [lastState, lastReading] = [BigInt(NO_STATE), 0n];
  for (let period = FROM; period < FROM + BigInt(days); period++) {
    const at = [lastState, lastReading] as const;
    const tail = (candidate = "0x0"): string =>
      encodeTail([PROGRAM, period, (period + 1n) * 86_400n, 1n, ...at, BigInt(candidate), 0n]);
    const { result, error } = runNode(core, tail(), calm, { input: String(period), round: "calm", node: 0 });
    if (error !== "0x") throw new Error(`Period ${period} has no faultless answer: ${Buffer.from(error.slice(2), "hex").toString()}`);
    const answer = tryDecodeAnswer(Buffer.from(result.slice(2), "hex"))!;
    if (answer.kind !== EVOLVE) continue;
    inputs.push({ period, tail, faultless: result });
    [lastState, lastReading] = [BigInt(answer.state), answer.reading];
  }
  return inputs;
}
