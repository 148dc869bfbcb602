/** What one row of the laboratory is about. */
import type { Aggregation } from "../../simulations/node/aggregation.ts";

export type { Aggregation };

/**
 * Who decides: `one` vendor, `two` asked in turn, or `two and rules`: the program's own way, which is `accord` but where a
 * program says otherwise; `accord` for comparison with that.
 */
export type Vendors = "one" | "two" | "two and rules" | "accord";

export interface Setting {
  /** Nodes of the DON. */
  readonly n: number;
  /** Lying nodes, none or as many as may be faulty. */
  readonly liars: number;
  /** Whether liars even know what honest nodes will say in the round after: no real one does, so this bounds all. */
  readonly foresight: boolean;
  /** Chance that one request, to a data provider or to an AI, is answered by an error. */
  readonly providerFaults: number;
  /** Chance that one field of one AI answer moves to a neighbour in its list. */
  readonly wobble: number;
  /** Share of inputs on whose border the AIs stand: one field of their answers is a coin's toss between two neighbours. */
  readonly borderline: number;
  /** Who stands on that border: one of the two vendors, as it happens, or both alike. */
  readonly border: "one vendor" | "all vendors";
  /** Whether the coin is tossed once a vendor for all nodes of a round, or by each call. */
  readonly correlated: boolean;
  /** Share of inputs in one field of which the AIs' steady choice is another than the rules'. */
  readonly licence: number;
  /** Share of inputs in one field of which the second vendor's steady choice is another than the first one's. */
  readonly gap: number;
  /** Chance that to one node in one round all AIs answer too late. */
  readonly late: number;
  readonly vendors: Vendors;
  readonly aggregation: Aggregation;
  readonly confirmation: boolean;
  /** Requests that a consumer may send for a period, each with its confirmation. */
  readonly attempts: number;
}

/** A usual day, as every row is unless it says otherwise. Licence, gap and late are assumptions, not measurements. */
export const usual: Setting = {
  n: 4,
  liars: 0,
  foresight: false,
  providerFaults: 0.05,
  wobble: 0.05,
  borderline: 0.1,
  border: "one vendor",
  correlated: false,
  licence: 0.05,
  gap: 0,
  late: 0,
  vendors: "two and rules",
  aggregation: "mode",
  confirmation: true,
  attempts: 3,
};

/** As many nodes as may be faulty. */
export const faultyOf = (n: number): number => Math.floor((n - 1) / 3);
