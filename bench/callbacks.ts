/** Gas of the callback, consumer and ledger together, as the Router measures and bills it. */
import { concat, dataSlice, id, keccak256, toBeHex, toUtf8Bytes } from "ethers";

import { type Vocabulary, encodeVocabulary } from "../functions-source/content/vocabulary.ts";
import { programNames } from "../functions-source/programs.ts";
import type { Terms } from "../functions-source/registration.ts";
import { line } from "../test/helpers/protocol.ts";
import { terms as sampleTerms } from "../test/helpers/sample.ts";
import { type Stage, errorText, openStage } from "./stage.ts";
import {
  type Choice,
  type Work,
  collect,
  dueAt,
  evolveAnswer,
  holdAnswer,
  longestTraits,
  nextPeriod,
  register,
  registerNamed,
  settle,
  tour,
} from "./works.ts";

/** HOLD and EVOLVE of a real program with its collection as listener: the dearest over all states, with the longest names. */
export async function realCallbacks(name: string): Promise<{ hold: number; evolve: number }> {
  await using stage = await openStage();
  const work = await registerNamed(stage, name);
  await collect(stage, work);
  const evolve: number[] = [];
  const hold: number[] = [];
  let period = await nextPeriod(stage, work);
  for (const state of tour(work)) {
    const choice = choiceOf(work, state, -1_234_567n);
    evolve.push((await settle(stage, work, period, evolveAnswer(work, period, choice))).callbackGas);
    period += 1n;
    hold.push((await settle(stage, work, period, holdAnswer(work, period, choice.reading))).callbackGas);
    period += 1n;
  }
  return { hold: Math.max(...hold), evolve: Math.max(...evolve) };
}

/** The dearest over all programs. */
export async function dearestCallbacks(): Promise<{ hold: number; evolve: number }> {
  const figures = [];
  for (const name of programNames()) figures.push(await realCallbacks(name));
  return {
    hold: Math.max(...figures.map(({ hold }) => hold)),
    evolve: Math.max(...figures.map(({ evolve }) => evolve)),
  };
}

/** Evolutions of a real program by how many of its collections are told. */
export async function callbacksByListeners(): Promise<Record<string, number>> {
  await using stage = await openStage();
  const work = await registerNamed(stage, "sp500");
  const collections: string[] = [];
  const gas: Record<string, number> = {};
  let period = await nextPeriod(stage, work);
  for (let count = 0; count <= MAX_LISTENERS; count++) {
    await stage.ledger.setListeners(work.id, collections);
    // Twice: the first may pay for a word of storage that was zero.
    for (let time = 0; time < 2; time++) {
      const choice = choiceOf(work, Number(work.terms.preset.state), -1_234_567n);
      gas[count] = (await settle(stage, work, period, evolveAnswer(work, period, choice))).callbackGas;
      period += 1n;
    }
    collections.push(await (await collect(stage, work)).getAddress());
  }
  return gas;
}

function choiceOf({ vocabulary, terms }: Work, state: number, reading: bigint): Choice {
  const caption = Math.min(2 * state + 1, Math.max(0, vocabulary.captions.length - 1));
  return { state, traits: longestTraits(vocabulary, caption), reading, multiplier: Number(terms.maxMultiplier) };
}

const names = (count: number, initial: string): string[] =>
  Array.from({ length: count }, (_, index) => `${initial.repeat(22)}${String(index).padStart(2, "0")}`);

/** As much as the format allows, unless told fewer traits: 8 of 5 bits, 16 states, every name 24 characters long. */
const widest = (traits: number): Vocabulary => ({
  program: "w".repeat(24),
  states: names(16, "s"),
  traits: names(traits, "t").map((name, index) => ({ name, offset: index * 5, width: 5, values: names(32, "v") })),
  captions: [],
});

/** Everything that makes a callback dear at once: a wide vocabulary, a reference band, all moves allowed. */
function widestTerms(vocabulary: Vocabulary, source: string, referenceFeed: string): Terms {
  return {
    sourceHash: keccak256(toUtf8Bytes(source)),
    promptDigest: id("prompt"),
    vocabulary: encodeVocabulary(vocabulary),
    anchor: 0n,
    periodLength: 86_400n,
    settleDelay: 3_600n,
    staleAfter: 2n,
    fallbackAfter: 7n,
    transitions: 2n ** 256n - 1n,
    minMultiplier: 1n,
    maxMultiplier: 65_535n,
    preset: { state: 0n, traits: 0n, reading: 0n, multiplier: 1n },
    referenceFeed,
    maxDeviation: 10_000n,
    referenceShift: 0n,
  };
}

/** The middle of the band, and the reading at its upper end: 39 digits. */
const REFERENCE = (2n ** 127n - 1n) / 2n;
const MAX_TRAITS = 8;
const MAX_LISTENERS = 4;
/** Lines that a consumer may have; an error's line is searched for among them. */
const MAX_LINES = 16;
const MAX_ERROR_BYTES = 256;

/** The dearest evolution of a vocabulary: the last of every list. */
const dearest = ({ traits }: Vocabulary): Choice => ({
  state: 15,
  traits: (1n << BigInt(5 * traits.length)) - 1n,
  reading: 2n * REFERENCE,
  multiplier: 65_535,
});

/** Gas of every branch of the callback at its dearest, by name. For evolutions see {@link listenedCallbacks} too. */
export async function worstCallbacks(): Promise<Record<string, number>> {
  await using stage = await openStage();
  await fillLines(stage, MAX_LINES - 1);
  const { work, evolve, run, skip } = await wideWork(stage, MAX_TRAITS, MAX_LISTENERS);
  const hold = (at: bigint): string => holdAnswer(work, at, 2n * REFERENCE);
  const gas: Record<string, number> = {};
  gas["evolve.first"] = await run(evolve);
  gas.evolve = await run(evolve);
  gas.hold = await run(hold);
  skip(work.terms.fallbackAfter);
  gas["evolve.afterFallback"] = await run(evolve);
  skip(work.terms.fallbackAfter);
  gas["hold.afterFallback"] = await run(hold);
  gas.wrongDigest = await run((at) => concat([dataSlice(evolve(at), 0, 64), id("another"), work.terms.promptDigest]));
  gas.unknownTrait = await run((at) => withTraits(evolve(at), 2n ** 64n - 1n));
  gas.error = await run(() => "0x", errorText("E".repeat(MAX_ERROR_BYTES)));
  gas.garbage = await run(() => `0x${"ff".repeat(256)}`);
  gas.anotherProgram = await run((at) => evolveAnswer({ ...work, id: 1_000 }, at, dearest(work.vocabulary)));
  return { ...gas, ...(await confirmations(stage, work, { evolve, run, skip })) };
}

/** The branches of a program whose evolutions need a confirmation round. */
async function confirmations(
  { consumer, ledger, subscriptionId }: Stage,
  work: Work,
  { evolve, run, skip }: Pick<WideWork, "evolve" | "run" | "skip">,
): Promise<Record<string, number>> {
  const { sourceHash } = work.terms;
  await consumer.configure(work.id, { sourceHash, subscriptionId, ...line, confirm: true });
  const candidate = async (): Promise<number> => {
    const gas = await run(evolve);
    skip(-1n); // its confirmation is asked for in the same period
    return gas;
  };
  const gas: Record<string, number> = {};
  const { evolutions } = await ledger.statusOf(work.id);
  skip(work.terms.fallbackAfter);
  gas["confirm.candidate"] = await candidate();
  gas["confirm.evolve"] = await run(evolve);
  if ((await ledger.statusOf(work.id)).evolutions !== evolutions + 1n) throw new Error("The candidate did not settle.");
  await candidate();
  gas["confirm.mismatch"] = await run((at) => withTraits(evolve(at), 0n));
  await candidate();
  gas["confirm.error"] = await run(() => "0x", errorText("E".repeat(MAX_ERROR_BYTES)));
  return gas;
}

/**
 * Evolutions with every number of listeners that burn all they are given, told or left out according to the gas that the document leaves:
 * the narrow place is between the two. Each must settle.
 */
export async function listenedCallbacks(): Promise<number[]> {
  await using stage = await openStage();
  const gas: number[] = [];
  for (let traits = 0; traits <= MAX_TRAITS; traits++) {
    const { work, evolve, run } = await wideWork(stage, traits, 0);
    for (let listeners = 0; listeners <= MAX_LISTENERS; listeners++) {
      await listen(stage, work, listeners);
      gas.push(await run(evolve));
      const { evolutions } = await stage.ledger.statusOf(work.id);
      if (Number(evolutions) !== listeners + 1) throw new Error(`${traits} traits, ${listeners} listeners: unsettled.`);
    }
  }
  return gas;
}

/** An answer with other traits than its document has. */
function withTraits(answer: string, traits: bigint): string {
  return concat([dataSlice(answer, 0, 4), toBeHex(traits, 8), dataSlice(answer, 12)]);
}

/** A wide program, how to answer for it, and a way to run one period after the other. */
interface WideWork {
  readonly work: Work;
  evolve(period: bigint): string;
  /** Asks, answers, returns the gas, and goes on to the next period. */
  run(respond: (period: bigint) => string, error?: string): Promise<number>;
  skip(periods: bigint): void;
}

async function wideWork(stage: Stage, traits: number, listeners: number): Promise<WideWork> {
  const feed = await stage.ethers.deployContract("MockV3Aggregator", [0, REFERENCE]);
  const source = "return 1;";
  const vocabulary = widest(traits);
  const work = await register(stage, vocabulary, source, widestTerms(vocabulary, source, await feed.getAddress()));
  await listen(stage, work, listeners);
  let period = await nextPeriod(stage, work);
  return {
    work,
    evolve: (at) => evolveAnswer(work, at, dearest(vocabulary)),
    run: async (respond, error) => {
      await stage.setTime(dueAt(work, period));
      // A reference that is too old would keep the request from being sent.
      await feed.getFunction("updateAnswer").send(REFERENCE);
      const { callbackGas } = await settle(stage, work, period, respond(period), error);
      period += 1n;
      return callbackGas;
    },
    skip: (periods) => void (period += periods),
  };
}

/** Configures small programs until the consumer has this many lines. */
async function fillLines({ ledger, consumer, subscriptionId, sourceHash }: Stage, lines: number): Promise<void> {
  for (let program = 2; program <= lines; program++) {
    await ledger.registerProgram(sampleTerms());
    await consumer.configure(program, { sourceHash, subscriptionId, ...line });
  }
}

async function listen(stage: Stage, work: Work, count: number): Promise<void> {
  const listeners: string[] = [];
  while (listeners.length < count) {
    listeners.push(await (await stage.ethers.deployContract("BurningListener")).getAddress());
  }
  await stage.ledger.setListeners(work.id, listeners);
}
