/** What is told about a round. */
import type { Observation } from "../node/aggregation.ts";
import type { Fulfilment } from "./fulfilment.ts";

/** What one node saw, and how long its run took. */
export interface NodeObservation {
  readonly node: number;
  /** `0x` hex; set unless `error` is. */
  readonly result?: string;
  /** Text. */
  readonly error?: string;
  readonly ms: number;
}

/** What became of one request in one round. */
export interface RoundReport extends Partial<Fulfilment> {
  readonly requestId: string;
  readonly observations: readonly NodeObservation[];
  /** Nodes whose observation equals what was delivered. */
  readonly agreed: readonly number[];
  readonly delivered?: { readonly result: string; readonly error: string };
  /** Whether a transmission stands on chain, whatever it did there. */
  readonly transmitted: boolean;
  /** Why the chain took none. */
  readonly reverted?: string;
  readonly transactionHash?: string;
  /** Gas of the whole transmission. */
  readonly gasUsed?: number;
}

/** An observation as the driver carries it. */
export interface Observed {
  readonly observation: Observation;
  readonly ms: number;
}

export function describe({ observation: { node, result, error }, ms }: Observed): NodeObservation {
  return error === "0x" ? { node, result, ms } : { node, error: Buffer.from(error.slice(2), "hex").toString(), ms };
}

/** Fulfilled, charged for a failing callback, or no longer there: the last when a transmission changed nothing at all. */
export function isOver({ transmitted, fulfillCode }: RoundReport): boolean {
  return transmitted && (fulfillCode === undefined || fulfillCode <= 1);
}

/** The nodes whose observation was delivered. */
export function agreeing(observed: readonly Observed[], delivered: RoundReport["delivered"]): number[] {
  return observed
    .filter(({ observation }) => observation.result === delivered?.result && observation.error === delivered.error)
    .map(({ observation }) => observation.node);
}
