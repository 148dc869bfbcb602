/** Lives through a chapter: a network, a world, a deployment, and one period after the other. */
import { applyAll } from "../faults/index.ts";
import type { LocalNetwork, PerformedUpkeep, RoundReport } from "../network/index.ts";
import { type Deployment, type Work, defaultLine, deploy, mintOne } from "../studio.ts";
import { startSurroundings } from "../surroundings.ts";
import type { World, WorldOptions } from "../world/index.ts";
import { Begun } from "../begun.ts";
import { type Chapter, incidentsOn } from "./chapters.ts";
import type { PeriodRecord } from "./period.ts";
import { recordPeriod } from "./record.ts";

const DAY = 86_400;

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
  /** A server that decides in place of the scripted stand-in. */
  readonly ai?: WorldOptions["ai"];
  /** Told what happens, a line each. */
  readonly log?: (line: string) => void;
  /** Told of every period as it ends. */
  readonly onPeriod?: (record: PeriodRecord) => void;
  /** Told before anything begins, so that a signal can end it. */
  readonly onStart?: (begun: Begun) => void;
  readonly nodes?: number;
}

type Living = Omit<Life, typeof Symbol.asyncDispose>;

/** Lives through a chapter. Whoever calls it disposes of the life. */
export async function live(chapter: Chapter, options: LifeOptions = {}): Promise<Life> {
  const begun = new Begun();
  options.onStart?.(begun);
  try {
    const life = await begin(chapter, options, begun);
    const records: PeriodRecord[] = [];
    for (let day = 1; day <= chapter.days; day++) {
      const record = await livePeriod(life, day);
      records.push(record);
      options.onPeriod?.(record);
    }
    return { ...life, records, [Symbol.asyncDispose]: () => begun.stop() };
  } catch (error) {
    await begun.stop();
    throw error;
  }
}

async function begin(
  chapter: Chapter,
  { ai, log = () => undefined, nodes = 4 }: LifeOptions,
  begun: Begun,
): Promise<Living> {
  const from = startOf(chapter);
  const { world, network } = await startSurroundings(begun, { nodes, from, log, ...(ai ? { ai } : {}) });
  log(`studio: deploys ${chapter.program} with Hardhat Ignition, mints a token`);
  const deployment = await deploy(network, [chapter.program]);
  const work = deployment.works[0]!;
  const tokenId = await mintOne(work, network.accounts.users[0]!);
  const seed = await work.collection.seedOf(tokenId);
  return { chapter, network, world, deployment, work, tokenId, seed, records: [] };
}

/** The beginning of the first period: its data is final days later, which leaves time to deploy. */
function startOf(chapter: Chapter): number {
  return Date.parse(`${chapter.from}T00:00:00Z`) / 1_000;
}

/** A period under its incidents. */
async function livePeriod(life: Living, day: number): Promise<PeriodRecord> {
  const incidents = incidentsOn(life.chapter, day);
  life.world.faults.clear();
  for (const fault of incidents.flatMap(({ faults }) => faults)) life.world.faults.add(fault);
  const commands = incidents.flatMap((incident) => incident.commands ?? []);
  const lift = await applyAll(
    life,
    commands.map(({ fault, target }) => [fault, target]),
  );
  try {
    return await askPeriod(life, day);
  } finally {
    await lift();
  }
}

async function askPeriod(life: Living, day: number): Promise<PeriodRecord> {
  const { chapter, network, work, tokenId, deployment } = life;
  const { ledger, consumer } = deployment;
  const begin = startOf(chapter) + (day - 1) * DAY;
  const incidents = incidentsOn(chapter, day);

  const performed: PerformedUpkeep[] = [];
  const rounds: RoundReport[] = [];
  let at = begin + DAY + work.program.schedule.settleDelay;
  let attempts = 0;
  for (let due = true; due && attempts < defaultLine.maxAttempts; attempts++) {
    await network.setTime(Math.max(at, network.time));
    performed.push(...(await network.automation.tick()));
    if (performed.some(({ success }) => !success)) throw new Error(`day ${day}: performUpkeep failed`);
    rounds.push(...(await network.don.answerPending()));
    ({ due } = await ledger.ask(work.id));
    at = Math.max(Number((await consumer.lineOf(work.id)).retryAt), network.time);
  }
  const names = incidents.map(({ name }) => name);
  const lived = { day, period: begin / DAY, begin, incidents: names, attempts, performed, rounds };
  return recordPeriod({ ledger, work, tokenId }, lived);
}
