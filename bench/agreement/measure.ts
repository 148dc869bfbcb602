/** A row of the laboratory: shares over many periods. */
import type { Program } from "../../functions-source/program.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { livePeriod } from "./period.ts";
import type { Setting } from "./setting.ts";

export interface Row extends Setting {
  readonly rounds: number;
  readonly periods: number;
  /** Shares of periods, 0 to 1. */
  readonly allEqual: number;
  readonly faultless: number;
  readonly singleNode: number;
  readonly wrong: number;
  readonly none: number;
  /** AI requests a period, of all honest nodes. */
  readonly aiCalls: number;
}

export function measure(program: Program, setting: Setting, inputs: readonly Input[], periods: number): Row {
  const outcomes = Array.from({ length: periods }, (_, index) => {
    const input = inputs[index % inputs.length]!;
    const outcome = livePeriod(program.core, input, setting, `s${Math.floor(index / inputs.length)}`);
    return { ...outcome, isFaultless: outcome.delivered === input.faultless };
  });
  const share = (holds: (each: (typeof outcomes)[number]) => boolean): number => outcomes.filter(holds).length / periods;
  const mean = (of: (each: (typeof outcomes)[number]) => number): number =>
    outcomes.reduce((sum, each) => sum + of(each), 0) / periods;
  return {
    ...setting,
    periods,
    rounds: mean(({ rounds }) => rounds) * periods,
    allEqual: share(({ allEqual }) => allEqual),
    faultless: share(({ isFaultless }) => isFaultless),
    singleNode: share(({ delivered, alone }) => delivered !== undefined && alone),
    wrong: share(({ delivered, isFaultless }) => delivered !== undefined && !isFaultless),
    none: share(({ delivered }) => delivered === undefined),
    aiCalls: mean(({ aiCalls }) => aiCalls),
  };
}

export { inputsOf };
