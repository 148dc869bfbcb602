/** The real programs on a stage, each with its collection, and answers that a DON could give. */
import { createHash } from "node:crypto";

import { bundle } from "../functions-source/bundle.ts";
import { encodeAnswer } from "../functions-source/content/answer.ts";
import { rebuildDocument } from "../functions-source/content/rebuild.ts";
import type { Vocabulary } from "../functions-source/content/vocabulary.ts";
import { loadProgram } from "../functions-source/programs.ts";
import { type Terms, termsOf, vocabularyOf } from "../functions-source/registration.ts";
import type { RpcReceipt } from "../simulations/network/rpc.ts";
import { line } from "../test/helpers/protocol.ts";
import type { ImagoCollection } from "../types/ethers-contracts/index.ts";
import { SECRETS_REFERENCE, asks } from "./requests.ts";
import type { Answered, Stage } from "./stage.ts";

/** One program on a stage. */
export interface Work {
  readonly id: number;
  readonly vocabulary: Vocabulary;
  readonly terms: Terms;
}

/** What an evolution says besides its period. */
export interface Choice {
  readonly state: number;
  readonly traits: bigint;
  readonly reading: bigint;
  readonly multiplier: number;
}

const ZERO_DIGEST = `0x${"0".repeat(64)}`;
const MODEL = 1;

/** Registers a program's bundle, or a program made up for a measurement, and lets the consumer ask for it. */
export async function register(stage: Stage, vocabulary: Vocabulary, source: string, terms: Terms): Promise<Work> {
  const { ledger, consumer, subscriptionId } = stage;
  const known = await ledger.programs();
  await consumer.storeSource(source);
  await ledger.registerProgram(terms);
  const id = Number(known) + 1;
  await consumer.configure(id, { sourceHash: terms.sourceHash, subscriptionId, ...line });
  await consumer.setSecrets(id, SECRETS_REFERENCE);
  return { id, vocabulary, terms };
}

/** Registers one of the programs. */
export async function registerNamed(stage: Stage, name: string): Promise<Work> {
  const [program, bundled] = await Promise.all([loadProgram(name), bundle(name)]);
  return register(stage, vocabularyOf(program), bundled.source, termsOf(program, bundled));
}

/** A collection of a program, told of its changes; without a limit for a wallet. */
export async function collect(
  stage: Stage,
  { id, vocabulary }: { readonly id: number; readonly vocabulary: Pick<Vocabulary, "program"> },
  maxSupply = 1_000,
): Promise<ImagoCollection> {
  const renderer = await stage.ethers.deployContract("ImagoRenderer");
  const config = {
    name: `Imago ${vocabulary.program}`,
    symbol: "IMAGO",
    description: "Measured",
    program: id,
    maxSupply,
    perWallet: 0,
    price: 0,
  };
  const collection = await stage.ethers.deployContract("ImagoCollection", [
    stage.manager,
    stage.ledger,
    renderer,
    config,
  ]);
  await stage.ledger.setListeners(id, [await collection.getAddress()]);
  return collection;
}

/** An EVOLVE answer for a period. */
export function evolveAnswer({ id, vocabulary, terms }: Work, period: bigint, choice: Choice): string {
  const periodEnd = terms.anchor + (period + 1n) * terms.periodLength;
  const { promptDigest } = terms;
  const numbers = { ...choice, decider: MODEL, period, periodEnd, promptDigest };
  const digest = createHash("sha256").update(rebuildDocument(vocabulary, numbers)).digest("hex");
  const { state, traits, multiplier, reading } = choice;
  return `0x${encodeAnswer([1, MODEL, state, traits, multiplier, period, id, 1, 0, reading, `0x${digest}`, promptDigest])}`;
}

/** A HOLD answer for a period; `reading` is that of the last evolution. */
export const holdAnswer = ({ id, terms }: Work, period: bigint, reading: bigint): string =>
  `0x${encodeAnswer([2, 0, 0, 0, 0, period, id, 1, 0, reading, ZERO_DIGEST, terms.promptDigest])}`;

/** Second at which a period falls due. */
export const dueAt = ({ terms }: Work, period: bigint): number =>
  Number(terms.anchor + (period + 1n) * terms.periodLength + terms.settleDelay);

/** Moves the clock until a period is due, and lets a performer ask for it. */
export async function requestFor(stage: Stage, work: Work, period: bigint): Promise<RpcReceipt> {
  await stage.setTime(dueAt(work, period));
  return stage.mined(stage.consumer.connect(stage.accounts.performer).performUpkeep(asks(work.id)));
}

/** Asks for a period and answers it. The callback must succeed, whatever becomes of the answer. */
export async function settle(
  stage: Stage,
  work: Work,
  period: bigint,
  response: string,
  error = "0x",
): Promise<Answered> {
  const answered = await stage.answer(await requestFor(stage, work, period), response, error);
  if (answered.fulfillCode !== 0) throw new Error(`The callback of program ${work.id}, period ${period}, reverted.`);
  return answered;
}

/** The first period that can be asked for after everything asked for so far. */
export async function nextPeriod(stage: Stage, { id }: Work): Promise<bigint> {
  return (await stage.ledger.ask(id)).period + 1n;
}

/** Traits with the longest name of each list, so that the document is as long as it gets; the caption is told. */
export function longestTraits({ traits }: Vocabulary, caption: number): bigint {
  return traits.reduce((word, { name, offset, values }) => {
    const longest = values.reduce((best, value, index) => (value.length > values[best]!.length ? index : best), 0);
    return word | (BigInt(name === "caption" ? caption : longest) << BigInt(offset));
  }, 0n);
}

/**
 * States in an order that visits each of them by allowed moves.
 *
 * @param start where the first move begins; untold, at the preset's state
 *
 * @throws Error if a state cannot be reached
 */
export function tour({ vocabulary, terms }: Work, start = Number(terms.preset.state)): number[] {
  const all = vocabulary.states.map((_, state) => state);
  const mayMove = (from: number, to: number): boolean => ((terms.transitions >> BigInt(16 * from + to)) & 1n) === 1n;
  const visited: number[] = [];
  let at = start;
  for (const missing = new Set(all); missing.size > 0;) {
    const path = shortestPath(
      at,
      (state) => missing.has(state),
      (from) => all.filter((to) => mayMove(from, to)),
    );
    if (path === undefined) throw new Error(`No way leads from state ${at} to states ${[...missing].join(", ")}.`);
    visited.push(...path);
    for (const state of path) missing.delete(state);
    at = path.at(-1)!;
  }
  return visited;
}

/** At least one step. */
function shortestPath(
  start: number,
  wanted: (state: number) => boolean,
  next: (state: number) => number[],
): number[] | undefined {
  const seen = new Set<number>();
  const paths = next(start).map((state) => [state]);
  for (const path of paths) {
    const end = path.at(-1)!;
    if (wanted(end)) return path;
    if (seen.has(end)) continue;
    seen.add(end);
    paths.push(...next(end).map((state) => [...path, state]));
  }
  return undefined;
}
