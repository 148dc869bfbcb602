/** One run of a program for one period on every node, by the very node code. */
import type { Bundle } from "../../functions-source/bundle.ts";
import { encodeTail } from "../../functions-source/content/tail.ts";
import { DAY, NO_STATE } from "../../functions-source/limits.ts";
import type { Program } from "../../functions-source/program.ts";
import { type OffChainFault, type Surroundings, type Target, applyAll } from "../faults/index.ts";
import type { Observation } from "../node/aggregation.ts";
import { type Outcome, outcomesOf } from "./delivery.ts";
import { requestLog } from "./request.ts";
import type { Rig } from "./rig.ts";
import { type Asked, askedBy, readingOf } from "./seen.ts";
import { type Observed, type Told, toldIn } from "./told.ts";

/** What is asked for. */
export interface RunOptions {
  /** 00:00 UTC of the period's day, unix seconds. */
  readonly day: number;
  /** The last evolution's; none before the first. */
  readonly last?: { readonly state: number; readonly reading: bigint };
  /** What holders signalled in the period, as the tail carries it; nothing if not said. */
  readonly interactions?: bigint;
  readonly faults?: readonly (readonly [OffChainFault, Target?])[];
}

/** What one node did. */
export interface NodeRun {
  readonly node: number;
  /** Undefined: it gave no answer at all. */
  readonly told: Told | undefined;
  /** The bytes of that. */
  readonly observed: Observed | undefined;
  /** Its whole run. */
  readonly ms: number;
  readonly asked: readonly Asked[];
  /** In the reading's unit, or why there is none. */
  readonly reading: bigint | string;
  /** It tells the others something else than it saw. */
  readonly lies: boolean;
}

export interface SingleRun {
  readonly program: Program;
  readonly bundle: Bundle;
  readonly period: number;
  /** 00:00 UTC of the period's day, unix seconds. */
  readonly day: number;
  /** unix seconds at which it was asked: as soon as the period's data counts as final */
  readonly askedAt: number;
  readonly last: RunOptions["last"];
  /** What the tail says of the holders. */
  readonly interactions: bigint;
  readonly f: number;
  readonly nodes: readonly NodeRun[];
  /** More than one where it depends on the leader; none below 2f + 1 observations. */
  readonly outcomes: readonly Outcome[];
  /** Requests for what the world does not hold, each once. */
  readonly unexpected: readonly { readonly url: string; readonly why: string }[];
}

/** As the first program of a ledger. */
const PROGRAM_ID = 1n;
const VERSION = 1n;
/** Those of `resolveOptions`. */
const SECRETS = { slotId: 0, version: 1 };

let requests = 0;

/** @param now unix seconds of the nodes' internet; the moment at which the period falls due if not said */
export async function runOnce(
  rig: Rig,
  program: Program,
  bundle: Bundle,
  options: RunOptions,
  now?: number,
): Promise<SingleRun> {
  const { day, last, interactions = 0n, faults = [] } = options;
  const { anchor, periodLength, settleDelay } = program.schedule;
  const period = (day - anchor) / periodLength;
  const periodEnd = day + periodLength;
  const askedAt = now ?? periodEnd + settleDelay;
  rig.setTime(askedAt);
  const tail = encodeTail([
    ...([PROGRAM_ID, BigInt(period), BigInt(periodEnd), VERSION, BigInt(last?.state ?? NO_STATE)] as const),
    ...([BigInt.asUintN(128, last?.reading ?? 0n), 0n, interactions] as const),
  ]);
  const log = requestLog(++requests, { source: bundle.source, tail, secrets: SECRETS });
  const strangersBefore = rig.world?.unexpected.length ?? 0;
  const lift = faults.length === 0 ? async () => {} : await applyAll(surroundingsOf(rig, program), faults);
  try {
    const saw = await Promise.all(rig.nodes.map((node) => node.observe(log)));
    const told = rig.distortions.apply(saw.filter((each) => each !== undefined));
    const observations = told.map(({ observation }) => observation);
    const lastDay = periodEnd - DAY;
    const nodes = saw.map((each, node): NodeRun => {
      const says = observations.find((observation) => observation.node === node);
      if (each === undefined || says === undefined)
        return { node, told: undefined, observed: undefined, ms: 0, asked: [], reading: "no answer", lies: false };
      const { observation, ms, asked = [] } = each;
      return {
        ...{ node, told: toldIn(program, says), observed: { result: says.result, error: says.error } },
        ...{ ms, asked: askedBy(program.core, lastDay, asked, rig) },
        ...{ reading: readingOf(program.core, lastDay, asked), lies: differs(observation, says) },
      };
    });
    const question = { program, promptDigest: bundle.promptDigest, period, periodEnd, lastState: last?.state };
    const outcomes = outcomesOf(question, observations, { nodes: rig.nodes.length, f: rig.f });
    const strangers = (rig.world?.unexpected ?? []).slice(strangersBefore);
    const unexpected = new Map(strangers.map(({ host, path, why }) => [`https://${host}${path}`, why]));
    return {
      program,
      bundle,
      period,
      day,
      askedAt,
      ...{ last, interactions },
      f: rig.f,
      nodes,
      outcomes,
      unexpected: [...unexpected].map(([url, why]) => ({ url, why })),
    };
  } finally {
    await lift();
  }
}

const differs = (one: Observation, other: Observation): boolean =>
  one.result !== other.result || one.error !== other.error;

/**
 * What faults find in place of a network: everything but a chain.
 *
 * @throws Error where nodes reach the internet itself, which cannot be made to go wrong
 */
function surroundingsOf({ nodes, world, distortions }: Rig, program: Program): Surroundings {
  if (world === undefined) throw new Error("Faults strike a simulated world; the nodes reach the internet itself.");
  return { network: { nodes, don: distortions }, world, deployment: { works: [{ program, id: PROGRAM_ID }] } };
}
