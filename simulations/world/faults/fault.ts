import type { ServiceName } from "../service.ts";

/** Where and when a fault strikes. */
export interface FaultTarget {
  /** The service it strikes; `*` for all. */
  readonly service: ServiceName | "*";
  /** Indices of the nodes that meet it; all when absent. */
  readonly nodes?: readonly number[];
  /** First moment at which it strikes, in unix seconds of the world. */
  readonly from?: number;
  /** First moment at which it no longer strikes, in unix seconds of the world. */
  readonly until?: number;
}

/** Faults of the way to a service: any service can meet them. */
export type TransportFault =
  /** The connection is closed without an answer. */
  | { readonly kind: "down" }
  /** The answer comes `ms` milliseconds late. */
  | { readonly kind: "slow"; readonly ms: number }
  /** No answer ever comes; the connection stays open. */
  | { readonly kind: "hang" }
  /** An error status, in the service's own wording. */
  | { readonly kind: "status"; readonly status: 403 | 429 | 500 | 503 | 529 }
  /** An HTML page with status 200. */
  | { readonly kind: "html" }
  /** The answer breaks off in the middle, though its length is announced rightly. */
  | { readonly kind: "malformed" };

/** Faults of a data provider's values. */
export type ValueFault =
  /** The value asked for is null, empty or absent: whatever the format writes for "not available". */
  | { readonly kind: "nullValue" }
  /** The row of the day before stands where the row asked for belongs. */
  | { readonly kind: "stale" }
  /** The candle asked for is delivered as it stood in the middle of its bucket. */
  | { readonly kind: "openCandle" }
  /** Every value is off by this many percent. */
  | { readonly kind: "wrongByPercent"; readonly percent: number }
  /** Beside the values stands text that tells an AI what to do. */
  | { readonly kind: "hostileText" };

/** Faults of an AI vendor. */
export type AiFault =
  /** The model declines to answer. */
  | { readonly kind: "refusal" }
  /** The answer ends in the middle because the token limit is reached. */
  | { readonly kind: "truncated" }
  /** Reasoning comes before the answer. */
  | { readonly kind: "reasoningFirst" }
  /** The text is no JSON though a schema was asked for. */
  | { readonly kind: "invalidJson" }
  /** JSON of the right shape with values that the schema does not allow. */
  | { readonly kind: "outsideSchema" }
  /** Each choice differs from call to call with this chance, as a hosted model's without a seed does. Drawn from node, request and time since `from`. */
  | { readonly kind: "wobble"; readonly percent: number }
  /** The key was valid once. */
  | { readonly kind: "keyExpired" }
  /** The answer comes after the caller's patience: 12 s, or `ms` milliseconds. */
  | { readonly kind: "stall"; readonly ms?: number };

/** Anything that can go wrong in the world, with its target. */
export type Fault = FaultTarget & (TransportFault | ValueFault | AiFault);

/** The names of the faults. */
export type FaultKind = Fault["kind"];

/** The fault of one kind. */
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { readonly kind: Kind }>;

/** Kinds that any service can meet. */
export const TRANSPORT_FAULTS = [
  "down",
  "slow",
  "hang",
  "status",
  "html",
  "malformed",
] as const satisfies readonly FaultKind[];

/** Kinds that an AI service can act out. */
export const AI_FAULTS = [
  "refusal",
  "truncated",
  "reasoningFirst",
  "invalidJson",
  "outsideSchema",
  "wobble",
  "keyExpired",
  "stall",
] as const satisfies readonly FaultKind[];

/** The last fault of a kind among those that apply: later ones win. */
export function findFault<Kind extends FaultKind>(faults: readonly Fault[], kind: Kind): FaultOf<Kind> | undefined {
  return faults.findLast((fault): fault is FaultOf<Kind> => fault.kind === kind);
}

/** The factor by which `wrongByPercent` bends every value; 1 without it. */
export function wrongFactor(faults: readonly Fault[]): number {
  return 1 + (findFault(faults, "wrongByPercent")?.percent ?? 0) / 100;
}
