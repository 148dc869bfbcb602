/** What one row of the laboratory is about. */
import type { Aggregation } from "../../simulations/node/aggregation.ts";

/** Who decides: `one` vendor, `two` asked in turn, or `three` voices: two vendors and the rules, two of which must agree. */
export type Voices = "one" | "two" | "three";

export interface Setting {
  /** Nodes of the DON. */
  readonly n: number;
  /** Lying nodes, at most f = (n - 1) / 3. */
  readonly liars: number;
  /** Chance that a request to a data provider or an AI fails. */
  readonly providerFaults: number;
  /** Chance that one field of one AI answer moves to a neighbour. */
  readonly wobble: number;
  /** Share of inputs on whose border one vendor stands: one field of its answers is a coin's toss between two neighbours. */
  readonly borderline: number;
  /** Whether that coin is tossed once for all nodes of a round, or by each call. */
  readonly correlated: boolean;
  /** Chance that an AI answers later than a node waits. */
  readonly slow: number;
  readonly voices: Voices;
  readonly aggregation: Aggregation;
  readonly confirmation: boolean;
}

/** What a row is compared with unless it says otherwise: design 9 and issue figures of a usual day. */
export const usual: Setting = {
  n: 4,
  liars: 0,
  providerFaults: 0.05,
  wobble: 0.05,
  borderline: 0.1,
  correlated: false,
  slow: 0,
  voices: "three",
  aggregation: "mode",
  confirmation: true,
};

/** As many as may be faulty. */
export const faultyOf = (n: number): number => Math.floor((n - 1) / 3);

/** Share of inputs in whose field two vendors' steady answers are neighbours instead of equal. Assumed, not measured. */
export const VENDOR_GAP = 0.1;
