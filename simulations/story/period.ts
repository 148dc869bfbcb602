/** One period of a program's life, as the story records it. */
import type { NodeObservation } from "../network/index.ts";

export type Outcome = "evolved" | "held" | "failed" | "silent";

/** What all attempts at a period cost together. */
export interface Costs {
  /** Gas of `performUpkeep`, as the registry measured it. */
  readonly performGas: number;
  /** Gas of the callbacks, as the router measured it. */
  readonly callbackGas: number;
  /** LINK that subscription and upkeep paid, in juels, as a decimal. */
  readonly juels: string;
}

export interface PeriodRecord {
  /** From 1. */
  readonly day: number;
  readonly period: number;
  /** UTC day that the period covers. */
  readonly date: string;
  readonly outcome: Outcome;
  /** Names of the incidents that were on. */
  readonly incidents: readonly string[];
  /** Integer in the program's unit: the answer's, else what the token shows. */
  readonly reading: string;
  readonly decider: "model" | "rules" | "none";
  readonly state: string;
  readonly rung: "fresh" | "stale" | "fallback";
  readonly caption: string;
  /** sha-256 of the content document, for evolutions. */
  readonly digest?: string;
  readonly contentId?: string;
  readonly document?: string;
  /** How often the period was asked for. */
  readonly attempts: number;
  /** Nodes whose bytes equal what was delivered, in the last attempt. */
  readonly agreed: number;
  /** Gas of the last attempt's callback; missing when nothing was delivered. */
  readonly callbackGas?: number;
  readonly costs: Costs;
  /** What the DON said in place of an answer. */
  readonly error?: string;
  readonly observations: readonly NodeObservation[];
  /** The story's token at the end of the period. */
  readonly svg: string;
}
