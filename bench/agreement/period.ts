/** One period under a setting: as many attempts as a consumer may make. */
import { amongHonest, amongLiars } from "./attempts.ts";
import { LiveRounds } from "./live-rounds.ts";
import type { Nodes } from "./node-run.ts";
import type { Setting } from "./setting.ts";
import type { Input } from "./subject.ts";

export interface Outcome {
  /** How the period ended: settled by the answer of a faultless run, by another one, or not at all. */
  readonly end: "faultless" | "wrong" | "none";
  /** Whether what settled it was the word of one node alone, in the round or in its confirmation. */
  readonly singleNode: boolean;
  /** Whether all honest nodes of the first round returned the same bytes. */
  readonly allEqual: boolean;
  /** Rounds that were paid for. */
  readonly rounds: number;
  /** Requests to AIs, of honest nodes. */
  readonly aiCalls: number;
}

/** @param seed what distinguishes this period from others of the same input */
export function livePeriod(nodes: Nodes, input: Input, setting: Setting, seed: string): Outcome {
  const rounds = new LiveRounds(nodes, input, setting, seed);
  const make = setting.liars > 0 ? amongLiars : amongHonest;
  let settled;
  for (let attempt = 0; settled === undefined && attempt < setting.attempts; attempt++) settled = make(rounds, attempt);
  return {
    end: settled === undefined ? "none" : settled.answer === rounds.faultless ? "faultless" : "wrong",
    singleNode: settled?.by.length === 1,
    allEqual: rounds.allEqual === true,
    rounds: rounds.held,
    aiCalls: rounds.aiCalls,
  };
}
