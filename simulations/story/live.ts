/** Lives through a chapter: a network, a world, a deployment, and one period after the other. */
import { getBytes, toUtf8String } from "ethers";

import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { CAPTION } from "../../functions-source/traits.ts";
import { type LocalNetwork, type RoundReport, startLocalNetwork } from "../network/index.ts";
import { type Deployment, type Work, defaultLine, deploy, mintOne } from "../studio.ts";
import { type World, type WorldOptions, startWorld } from "../world/index.ts";
import type { Chapter, Incident } from "./chapters.ts";
import type { Outcome, PeriodRecord } from "./period.ts";

const DAY = 86_400;
const RUNGS = ["fresh", "stale", "fallback"] as const;
const DECIDERS = ["none", "model", "rules"] as const;

/** A chapter that has been lived through; the network still runs. */
export interface Life extends AsyncDisposable {
  readonly chapter: Chapter;
  readonly network: LocalNetwork;
  readonly world: World;
  readonly deployment: Deployment;
  readonly work: Work;
  readonly tokenId: bigint;
  readonly seed: string;
  readonly records: readonly PeriodRecord[];
}

export interface LifeOptions {
  readonly ai?: WorldOptions["ai"];
  /** Told what happens, a line each. */
  readonly log?: (line: string) => void;
  /** Told of every period as it ends. */
  readonly onPeriod?: (record: PeriodRecord) => void;
  /** Told as soon as there is something to stop, so that a signal finds it. */
  readonly onStart?: (begun: { stop(): Promise<void> }) => void;
  readonly nodes?: number;
}

/** Keys that the stand-ins accept; real ones are never used in a simulation. */
const SECRETS = { openaiKey: "sk-simulation", anthropicKey: "sk-ant-simulation" };

/** Lives through a chapter. Whoever calls it disposes of the life. */
export async function live(chapter: Chapter, options: LifeOptions = {}): Promise<Life> {
  const log = options.log ?? (() => undefined);
  const stack = new AsyncDisposableStack();
  const stop = (): Promise<void> => stack.disposeAsync();
  options.onStart?.({ stop });
  try {
    const nodes = options.nodes ?? 4;
    let time = (): number => startOf(chapter);
    log("world: providers and AI vendors at their real URLs");
    const world = stack.use(await startWorld({ nodes, now: () => time(), ...(options.ai ? { ai: options.ai } : {}) }));
    log(`network: chain, Chainlink contracts, ${nodes} nodes`);
    const network = stack.use(
      await startLocalNetwork({
        nodes,
        initialTime: startOf(chapter),
        proxyFor: (node) => world.proxyFor(node),
        caFile: world.caFile,
        secrets: SECRETS,
      }),
    );
    time = () => network.time;
    log(`studio: deploys ${chapter.program} with Hardhat Ignition, mints a token`);
    const deployment = await deploy(network, [chapter.program]);
    const work = deployment.works[0]!;
    const tokenId = await mintOne(work, network.accounts.users[0]!);
    const seed = await work.collection.seedOf(tokenId);
    const records: PeriodRecord[] = [];
    const life = { chapter, network, world, deployment, work, tokenId, seed, records };
    for (let day = 1; day <= chapter.days; day++) {
      const record = await livePeriod(life, day);
      records.push(record);
      options.onPeriod?.(record);
    }
    return { ...life, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Living = Omit<Life, typeof Symbol.asyncDispose>;

/** A day before the first period is due, which leaves time to deploy. */
function startOf(chapter: Chapter): number {
  return Date.parse(`${chapter.from}T00:00:00Z`) / 1_000;
}

async function livePeriod(life: Living, day: number): Promise<PeriodRecord> {
  const { chapter, network, world, work, deployment } = life;
  const { settleDelay } = work.program.schedule;
  const begin = startOf(chapter) + (day - 1) * DAY;
  const period = begin / DAY;
  const incidents = incidentsOn(chapter, day);
  world.faults.clear();
  for (const { faults } of incidents) for (const fault of faults) world.faults.add(fault);

  let at = begin + DAY + settleDelay;
  let last: RoundReport | undefined;
  let performGas: number | undefined;
  let attempts = 0;
  for (; attempts < defaultLine.maxAttempts; attempts++) {
    await network.setTime(at);
    const performed = await network.automation.tick();
    if (performed.some(({ success }) => !success)) throw new Error(`day ${day}: performUpkeep failed`);
    const reports = await network.don.answerPending();
    last = reports.at(-1) ?? last;
    performGas = performed.at(-1)?.performGas ?? performGas;
    if (!(await deployment.ledger.ask(work.id)).due) {
      attempts += 1;
      break;
    }
    at = Math.max(Number((await deployment.consumer.lineOf(work.id)).retryAt), network.time);
  }
  return describePeriod(life, { day, period, begin, attempts, last, performGas, incidents });
}

interface Lived {
  readonly day: number;
  readonly period: number;
  readonly begin: number;
  readonly attempts: number;
  readonly last: RoundReport | undefined;
  readonly performGas: number | undefined;
  readonly incidents: readonly Incident[];
}

async function describePeriod(life: Living, lived: Lived): Promise<PeriodRecord> {
  const { deployment, work, tokenId } = life;
  const { ledger } = deployment;
  const status = await ledger.statusOf(work.id);
  const settled = status.evolutions > 0n && Number(status.settledPeriod) === lived.period;
  const index = status.evolutions - 1n;
  const evolved = settled && Number((await ledger.evolutionAt(work.id, index)).period) === lived.period;
  const { last } = lived;
  const answer = last?.delivered?.result ? tryDecodeAnswer(getBytes(last.delivered.result)) : undefined;
  const outcome: Outcome = evolved ? "evolved" : settled ? "held" : last?.transmitted ? "failed" : "silent";
  const caption = Number((status.traits >> BigInt(CAPTION.offset)) & ((1n << BigInt(CAPTION.width)) - 1n));
  const error = last?.delivered?.error;
  return {
    day: lived.day,
    period: lived.period,
    date: new Date(lived.begin * 1_000).toISOString().slice(0, 10),
    outcome,
    incidents: lived.incidents.map(({ name }) => name),
    reading: String(answer?.reading ?? status.reading),
    decider: DECIDERS[Number(status.decider)]!,
    state: work.program.core.states[Number(status.state)]![0],
    rung: RUNGS[Number(status.rung)]!,
    caption: work.program.captions[caption]!,
    ...(evolved
      ? {
          digest: await ledger.contentDigestAt(work.id, index),
          contentId: await ledger.contentIdAt(work.id, index),
          document: toUtf8String(await ledger.documentAt(work.id, index)),
        }
      : {}),
    attempts: lived.attempts,
    agreed: last?.agreed.length ?? 0,
    ...(lived.performGas === undefined ? {} : { performGas: lived.performGas }),
    ...(last?.callbackGas === undefined ? {} : { callbackGas: last.callbackGas }),
    ...(error && error !== "0x" ? { error: toUtf8String(error) } : {}),
    observations: last?.observations ?? [],
    svg: await work.collection.imageOf(tokenId),
  };
}

/** The incidents that are on, on a day. */
export function incidentsOn(chapter: Chapter, day: number): readonly Incident[] {
  return chapter.incidents.filter((incident) => day >= incident.day && day < incident.day + incident.days);
}
