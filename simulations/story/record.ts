/** Writes down what became of a period, as the chain tells it. */
import { getBytes, toUtf8String } from "ethers";

import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { CAPTION } from "../../functions-source/traits.ts";
import type { EvolutionLedger } from "../../types/ethers-contracts/index.ts";
import type { PerformedUpkeep, RoundReport } from "../network/index.ts";
import type { Work } from "../studio.ts";
import type { Costs, Outcome, PeriodRecord } from "./period.ts";

const RUNGS = ["fresh", "stale", "fallback"] as const;
const DECIDERS = ["none", "model", "rules"] as const;

/** What was done about a period. */
export interface Lived {
  readonly day: number;
  readonly period: number;
  /** Unix seconds at which the period began. */
  readonly begin: number;
  readonly incidents: readonly string[];
  readonly attempts: number;
  readonly performed: readonly PerformedUpkeep[];
  readonly rounds: readonly RoundReport[];
}

/** Where to look. */
export interface Place {
  readonly ledger: EvolutionLedger;
  readonly work: Work;
  readonly tokenId: bigint;
}

export async function recordPeriod(place: Place, lived: Lived): Promise<PeriodRecord> {
  const { ledger, work, tokenId } = place;
  const status = await ledger.statusOf(work.id);
  const settled = status.evolutions > 0n && Number(status.settledPeriod) === lived.period;
  const evolution = settled ? await evolutionOf(place, status.evolutions - 1n, lived.period) : undefined;
  const last = lived.rounds.at(-1);
  const delivered = deliveredBy(last);
  const caption = Number((status.traits >> BigInt(CAPTION.offset)) & ((1n << BigInt(CAPTION.width)) - 1n));
  return {
    day: lived.day,
    period: lived.period,
    date: new Date(lived.begin * 1_000).toISOString().slice(0, 10),
    outcome: outcomeOf(evolution !== undefined, settled, last),
    incidents: lived.incidents,
    reading: String(delivered.reading ?? status.reading),
    decider: DECIDERS[Number(status.decider)]!,
    state: work.program.core.states[Number(status.state)]![0],
    rung: RUNGS[Number(status.rung)]!,
    caption: work.program.captions[caption]!,
    ...evolution,
    attempts: lived.attempts,
    agreed: last?.agreed.length ?? 0,
    ...(last?.callbackGas === undefined ? {} : { callbackGas: last.callbackGas }),
    costs: costsOf(lived),
    ...(delivered.error === undefined ? {} : { error: delivered.error }),
    observations: last?.observations ?? [],
    svg: await work.collection.imageOf(tokenId),
  };
}

/** The entry at `index`, if it is that period's. */
async function evolutionOf({ ledger, work }: Place, index: bigint, period: number) {
  if (Number((await ledger.evolutionAt(work.id, index)).period) !== period) return undefined;
  return {
    digest: await ledger.contentDigestAt(work.id, index),
    contentId: await ledger.contentIdAt(work.id, index),
    document: toUtf8String(await ledger.documentAt(work.id, index)),
  };
}

function outcomeOf(evolved: boolean, settled: boolean, last: RoundReport | undefined): Outcome {
  if (evolved) return "evolved";
  if (settled) return "held";
  return last?.transmitted ? "failed" : "silent";
}

function deliveredBy(last: RoundReport | undefined): { reading?: bigint; error?: string } {
  const { result = "0x", error = "0x" } = last?.delivered ?? {};
  if (error !== "0x") return { error: toUtf8String(error) };
  const answer = tryDecodeAnswer(getBytes(result));
  return answer === undefined ? {} : { reading: answer.reading };
}

function costsOf({ performed, rounds }: Lived): Costs {
  const paid = [...performed.map(({ paidJuels }) => paidJuels), ...rounds.map(({ costJuels = 0n }) => costJuels)];
  return {
    performGas: performed.reduce((sum, { performGas }) => sum + performGas, 0),
    callbackGas: rounds.reduce((sum, { callbackGas = 0 }) => sum + callbackGas, 0),
    juels: String(paid.reduce((sum, juels) => sum + juels, 0n)),
  };
}
