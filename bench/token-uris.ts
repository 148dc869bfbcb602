/** What `tokenURI` costs as a view, and how long it is. */
import { programNames } from "../functions-source/programs.ts";
import type { ImagoCollection } from "../types/ethers-contracts/index.ts";
import { type Stage, openStage } from "./stage.ts";
import {
  type Work,
  collect,
  dueAt,
  evolveAnswer,
  longestTraits,
  nextPeriod,
  registerNamed,
  settle,
  tour,
} from "./works.ts";

/** Tokens, and so seeds, of each program. */
const TOKENS = 16;

/** Gas as another contract's call costs it (contracts/test/GasMeter.sol: no transaction's base fee), and bytes of the URI. */
export interface UriFigures {
  readonly gas: number;
  readonly bytes: number;
}

export type Meter = (tokenId: number) => Promise<UriFigures>;

/** Deploys a meter for a collection's `tokenURI`. */
export async function meterOf(stage: Stage, collection: ImagoCollection): Promise<Meter> {
  const meter = await stage.ethers.deployContract("GasMeter");
  const address = await collection.getAddress();
  return async (tokenId) => {
    const data = collection.interface.encodeFunctionData("tokenURI", [tokenId]);
    const [gas, returned] = (await meter.getFunction("measure").staticCall(address, data)) as [bigint, string];
    const [uri] = collection.interface.decodeFunctionResult("tokenURI", returned) as unknown as [string];
    return { gas: Number(gas), bytes: Buffer.byteLength(uri) };
  };
}

/** The most over all programs, all their states with both captions, the rungs of the ladder, and many seeds. */
export async function largestUris(): Promise<UriFigures> {
  const all: UriFigures[] = [];
  for (const name of programNames()) all.push(...(await urisOf(name)));
  return { gas: Math.max(...all.map(({ gas }) => gas)), bytes: Math.max(...all.map(({ bytes }) => bytes)) };
}

async function urisOf(name: string): Promise<UriFigures[]> {
  await using stage = await openStage();
  const work = await registerNamed(stage, name);
  const collection = await collect(stage, work);
  await collection.mint(TOKENS);
  const meter = await meterOf(stage, collection);
  const figures: UriFigures[] = [];
  const look = async (): Promise<void> => {
    for (let tokenId = 1; tokenId <= TOKENS; tokenId++) figures.push(await meter(tokenId));
  };
  await look(); // the preset, before the first evolution
  let period = await nextPeriod(stage, work);
  for (const [state, tone] of [0, 1].flatMap((tone) => tourFrom(work, tone))) {
    await evolveTo(stage, work, period, state, 2 * state + tone);
    await look();
    period += work.terms.staleAfter;
    await stage.setTime(dueAt(work, period));
    await look(); // stale
    period += 1n;
  }
  await stage.setTime(dueAt(work, period + work.terms.fallbackAfter));
  await look(); // fallback
  return figures;
}

/** The tour, with the tone of its captions; the second begins where the first ended. */
function tourFrom(work: Work, tone: number): [state: number, tone: number][] {
  const first = tour(work);
  const states = tone === 0 ? first : tour(work, first.at(-1));
  return states.map((state) => [state, tone]);
}

async function evolveTo(stage: Stage, work: Work, period: bigint, state: number, caption: number): Promise<void> {
  const traits = longestTraits(work.vocabulary, caption);
  const choice = { state, traits, reading: -1_234_567n, multiplier: Number(work.terms.maxMultiplier) };
  await settle(stage, work, period, evolveAnswer(work, period, choice));
  const { settledPeriod } = await stage.ledger.statusOf(work.id);
  if (settledPeriod !== period) throw new Error(`Period ${period} of ${work.vocabulary.program} was refused.`);
}
