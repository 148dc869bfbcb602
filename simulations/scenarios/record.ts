/** One period of a scene, as its trace tells it. */
import type { NodeObservation, RoundReport } from "../network/index.ts";

export type Outcome = "evolved" | "held" | "unsettled";

export interface RoundRecord {
  /** Whether it asked to confirm a candidate. */
  readonly confirming: boolean;
  readonly observations: readonly NodeObservation[];
  /** Nodes whose observation was delivered. */
  readonly agreed: readonly number[];
  readonly transmitted: boolean;
  /** Why the chain took no transmission. */
  readonly reverted?: string;
  readonly fulfillCode?: number;
  /** Answer as `0x` hex, or the error's text. */
  readonly result?: string;
  readonly error?: string;
}

export interface PeriodRecord {
  readonly period: number;
  /** UTC day that the period covers. */
  readonly date: string;
  readonly outcome: Outcome;
  readonly rung: "fresh" | "stale" | "fallback";
  /** What the program shows at the end of the period's time. */
  readonly state: string;
  readonly multiplier: number;
  readonly decider: "none" | "model" | "rules";
  readonly reading: string;
  /** Content digest, of evolutions. */
  readonly digest?: string;
  /** Attempts that the performers and strangers have spent. */
  readonly attempts: number;
  readonly publicAttempts: number;
  /** Transactions of the upkeep. */
  readonly performed: number;
  readonly rounds: readonly RoundRecord[];
}

export function roundRecord(report: RoundReport, confirming: boolean): RoundRecord {
  const { observations, agreed, transmitted, reverted, fulfillCode, delivered } = report;
  const { result, error } = delivered ?? {};
  return {
    confirming,
    observations: observations.map(({ node, result: said, error: failed, ms }) => ({
      node,
      ...(said === undefined ? {} : { result: said }),
      ...(failed === undefined ? {} : { error: failed }),
      ms: Math.round(ms),
    })),
    agreed,
    transmitted,
    ...(reverted === undefined ? {} : { reverted: reverted.slice(0, 200) }),
    ...(fulfillCode === undefined ? {} : { fulfillCode }),
    ...(result === undefined || result === "0x" ? {} : { result }),
    ...(error === undefined || error === "0x" ? {} : { error: Buffer.from(error.slice(2), "hex").toString() }),
  };
}

/** Settled by an answer of this very period. */
export const settled = ({ outcome }: PeriodRecord): boolean => outcome !== "unsettled";

export const evolved = ({ outcome }: PeriodRecord): boolean => outcome === "evolved";

/** The nodes that computed what evolved, in any of the period's rounds. */
export function computedBy({ rounds }: PeriodRecord): number[] {
  const answer = rounds.findLast(({ fulfillCode, result }) => fulfillCode === 0 && result !== undefined)?.result;
  const nodes = rounds.flatMap(({ observations }) =>
    observations.filter(({ result }) => result === answer).map(({ node }) => node),
  );
  return [...new Set(nodes)].sort((a, b) => a - b);
}

/** The first record that is not as it should be, in words. */
export function against(
  records: readonly PeriodRecord[],
  holds: (record: PeriodRecord) => boolean,
): string | undefined {
  const found = records.find((record) => !holds(record));
  if (found === undefined) return undefined;
  const { date, outcome, rung, decider, rounds } = found;
  const said = rounds.at(-1)?.error ?? rounds.at(-1)?.reverted;
  return `${date}: ${outcome}, ${rung}, ${decider}${said === undefined ? "" : `, ${said}`}`;
}
