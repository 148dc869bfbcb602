/** A row of the laboratory: shares over many periods. */
import type { Nodes } from "./node-run.ts";
import { livePeriod } from "./period.ts";
import type { Setting } from "./setting.ts";

export interface Row extends Setting {
  /** DON rounds of all periods, confirmations and attempts that came to nothing included. */
  readonly rounds: number;
  readonly periods: number;
  /** Share of periods in whose first round all honest nodes returned the same bytes. */
  readonly allEqual: number;
  /** Share of periods that were settled by the answer of a faultless run. */
  readonly faultless: number;
  /** Share of periods that were settled by what only one node said. */
  readonly singleNode: number;
  /** Share of periods that were settled by another answer. */
  readonly wrong: number;
  /** Share of periods that were not settled. */
  readonly none: number;
  /** Requests to AIs a period, of all honest nodes. */
  readonly aiCalls: number;
}

export function measure(nodes: Nodes, setting: Setting, periods: number): Row {
  const { inputs } = nodes.subject;
  const sums = { rounds: 0, allEqual: 0, faultless: 0, singleNode: 0, wrong: 0, none: 0, aiCalls: 0 };
  for (let period = 0; period < periods; period++) {
    const outcome = livePeriod(nodes, inputs[period % inputs.length]!, setting, `${period}`);
    sums.rounds += outcome.rounds;
    sums.aiCalls += outcome.aiCalls;
    sums.allEqual += Number(outcome.allEqual);
    sums.singleNode += Number(outcome.singleNode);
    sums[outcome.end]++;
  }
  const share = (count: number): number => count / periods;
  return {
    ...setting,
    periods,
    rounds: sums.rounds,
    allEqual: share(sums.allEqual),
    faultless: share(sums.faultless),
    singleNode: share(sums.singleNode),
    wrong: share(sums.wrong),
    none: share(sums.none),
    aiCalls: share(sums.aiCalls),
  };
}
