/** What a chain is asked for when a token is verified: everything at one block, through calls that do not depend on each other. */
import type { EventLog, Log } from "ethers";

import type { Terms } from "../../functions-source/registration.ts";
import type { EvolutionLedger } from "../../types/ethers-contracts/index.ts";
import type { Studio } from "../common/studio.ts";
import { readTerms } from "../program/standing.ts";
import { unlessRefused } from "../operations/unless-refused.ts";

/** One version of a program's terms, and what they commit to. */
export interface VersionEvidence {
  readonly version: number;
  readonly terms: Terms;
  /** Contract code that holds the vocabulary, as it stands. */
  readonly code: string;
  readonly vocabularyHash: string;
  /** The stored source; undefined when there is none. */
  readonly source: string | undefined;
  /** What `ProgramRegistered` said. */
  readonly registered:
    { readonly sourceHash: string; readonly promptDigest: string; readonly vocabularyHash: string } | undefined;
}

/** A settled period, as its event tells it. */
export interface Settled {
  readonly period: bigint;
  readonly log: Log;
  /** Missing for a HOLD. */
  readonly evolved?: Evolved;
}

export interface Evolved {
  readonly index: number;
  /** First word of the answer. */
  readonly header: string;
  readonly reading: bigint;
  readonly contentDigest: string;
}

export interface EntryEvidence {
  readonly index: number;
  readonly entry: Awaited<ReturnType<EvolutionLedger["evolutionAt"]>>;
  /** What the ledger's views say of it. */
  readonly document: string;
  readonly digest: string;
  readonly contentId: string;
  /** Its place among all settled periods; undefined when no event tells of it. */
  readonly place: number | undefined;
  /** Unix seconds of the event's block. */
  readonly eventTime: number | undefined;
}

export async function versionEvidence(studio: Studio, id: number, version: number): Promise<VersionEvidence> {
  const { ledger, consumer, chain, record } = studio;
  const [terms, { pointer, hash }, events] = await Promise.all([
    readTerms(studio, id, version),
    ledger.vocabularyOf(id, version),
    ledger.queryFilter(ledger.filters.ProgramRegistered(id, version), record.startBlock),
  ]);
  return {
    version,
    terms,
    code: await chain.ethers.provider.getCode(pointer),
    vocabularyHash: hash,
    source: await unlessRefused(consumer.sourceOf(terms.sourceHash)),
    registered: events[0]?.args,
  };
}

/** All settled periods of a program, in order. */
export async function settledPeriods({ ledger, record }: Studio, id: number, toBlock: number): Promise<Settled[]> {
  const [evolved, held] = await Promise.all([
    ledger.queryFilter(ledger.filters.Evolved(id), record.startBlock, toBlock),
    ledger.queryFilter(ledger.filters.Held(id), record.startBlock, toBlock),
  ]);
  const all = [
    ...evolved.map((log) => ({ period: log.args.period, log, evolved: evolvedIn(log.args) })),
    ...held.map((log) => ({ period: log.args.period, log })),
  ];
  return all.sort((a, b) => order(a.log, b.log));
}

function evolvedIn({ index, header, reading, contentDigest }: EvolvedArgs): Evolved {
  return { index: Number(index), header, reading, contentDigest };
}

type EvolvedArgs = Pick<Evolved, "header" | "reading" | "contentDigest"> & { readonly index: bigint };

function order(a: Log | EventLog, b: Log | EventLog): number {
  return a.blockNumber - b.blockNumber || a.index - b.index;
}

export async function entryEvidence(
  { ledger, chain }: Studio,
  id: number,
  index: number,
  settled: readonly Settled[],
): Promise<EntryEvidence> {
  const place = settled.findIndex(({ evolved }) => evolved?.index === index);
  const block = settled[place] && (await chain.ethers.provider.getBlock(settled[place].log.blockNumber));
  const [entry, document, digest, contentId] = await Promise.all([
    ledger.evolutionAt(id, index),
    ledger.documentAt(id, index),
    ledger.contentDigestAt(id, index),
    ledger.contentIdAt(id, index),
  ]);
  return {
    ...{ index, entry, document, digest, contentId },
    place: place === -1 ? undefined : place,
    eventTime: block?.timestamp,
  };
}
