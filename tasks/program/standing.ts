/** All that a chain knows of a program. */
import type { Result } from "ethers";

import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import type { Vocabulary } from "../../functions-source/content/vocabulary.ts";
import type { Terms } from "../../functions-source/registration.ts";
import type { EvolutionLedger, FunctionsConsumer } from "../../types/ethers-contracts/index.ts";
import { type Studio, deployedProgram } from "../common/studio.ts";
import type { Line } from "../operations/deployment.ts";
import { type Holders, readHolders } from "./holders.ts";

export type Status = Awaited<ReturnType<EvolutionLedger["statusOf"]>>;
export type Ask = Awaited<ReturnType<EvolutionLedger["ask"]>>;
export type LineStatus = Awaited<ReturnType<FunctionsConsumer["lineOf"]>>;

/** How a program is asked for, and where its requests stand. */
export interface Requests {
  readonly line: Line;
  readonly sourceHash: string;
  readonly subscriptionId: bigint;
  /** Version of the terms that the line was configured for. */
  readonly version: number;
  readonly status: LineStatus;
  readonly hasCandidate: boolean;
}

export interface Standing {
  readonly name: string;
  readonly id: number;
  readonly collection: string;
  /** Version of the terms in force. */
  readonly version: number;
  readonly terms: Terms;
  readonly vocabulary: Vocabulary;
  readonly status: Status;
  readonly ask: Ask;
  /** Undefined until the program is configured, which an interrupted registration may have left undone. */
  readonly requests: Requests | undefined;
  readonly listeners: readonly string[];
  /** Undefined for a program that does not listen. */
  readonly holders: Holders | undefined;
  /** Unix seconds of the chain's last block. */
  readonly now: number;
}

/** @throws TaskFailure when no program of this name is deployed */
export async function readStanding(studio: Studio, name: string): Promise<Standing> {
  const { id, collection } = deployedProgram(studio, name);
  const { ledger } = studio;
  const version = Number(await ledger.versionOf(id));
  const [terms, status, ask, requests, listeners, now] = await Promise.all([
    readTerms(studio, id, version),
    ledger.statusOf(id),
    ledger.ask(id),
    readRequests(studio, id),
    ledger.listenersOf(id),
    timeOf(studio),
  ]);
  const vocabulary = decodeVocabulary(terms.vocabulary);
  const holders = await readHolders(studio, { id, terms, asked: ask.period, now });
  return {
    ...{ name, id, collection, version, terms, vocabulary, status, ask, requests, holders, now },
    listeners: [...listeners],
  };
}

/** Terms of one version, in the form in which they are registered. */
export async function readTerms({ ledger }: Studio, id: number, version: number): Promise<Terms> {
  const read = (await ledger.termsOf(id, version)) as unknown as Result;
  return read.toObject(true) as unknown as Terms;
}

/** @returns undefined for a program without a line */
export async function readRequests({ consumer }: Pick<Studio, "consumer">, id: number): Promise<Requests | undefined> {
  if (!(await consumer.lines()).includes(BigInt(id))) return undefined;
  const [{ config, version }, status, { header }] = await Promise.all([
    consumer.configOf(id),
    consumer.lineOf(id),
    consumer.candidateOf(id),
  ]);
  const { maxGasPrice, confirm, sourceHash, subscriptionId } = config;
  return {
    line: {
      ...{ maxGasPrice, confirm },
      requestTimeout: Number(config.requestTimeout),
      backoff: Number(config.backoff),
      grace: Number(config.grace),
      maxAttempts: Number(config.maxAttempts),
    },
    ...{ sourceHash, subscriptionId, status },
    version: Number(version),
    hasCandidate: BigInt(header) !== 0n,
  };
}

/** Unix seconds of the chain's last block. */
export async function timeOf({ chain }: Studio): Promise<number> {
  return (await chain.ethers.provider.getBlock("latest"))!.timestamp;
}

/** Unix seconds at which a period ends. */
export function endOf({ anchor, periodLength }: Terms, period: bigint | number): number {
  return Number(anchor + (BigInt(period) + 1n) * periodLength);
}

/** A state and its traits by name. */
export interface Named {
  readonly state: string;
  readonly traits: Readonly<Record<string, string>>;
  /** The sentence that the trait `caption` stands for, where there is one. */
  readonly caption: string | undefined;
}

/** Looks a state and its traits up; what has no name is told by its number. */
export function nameTraits(vocabulary: Vocabulary, state: bigint | number, word: bigint): Named {
  const indices = vocabulary.traits.map(({ name, offset, width, values }) => {
    const index = Number((word >> BigInt(offset)) & ((1n << BigInt(width)) - 1n));
    return { name, index, value: values[index] ?? `#${index}` };
  });
  const caption = indices.find(({ name }) => name === "caption");
  return {
    state: vocabulary.states[Number(state)] ?? `#${state}`,
    traits: Object.fromEntries(indices.map(({ name, value }) => [name, value])),
    caption: caption && vocabulary.captions[caption.index],
  };
}
