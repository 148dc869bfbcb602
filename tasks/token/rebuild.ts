/** The content document of an entry, made here from what the chain keeps. */
import { createHash } from "node:crypto";

import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import { rebuildDocument } from "../../functions-source/content/rebuild.ts";
import { endOf } from "../program/standing.ts";
import type { EntryEvidence, Settled, VersionEvidence } from "./evidence.ts";
import { vocabularyIn } from "./version-checks.ts";

/** An entry with all that it is compared with. */
export interface Case {
  readonly evidence: EntryEvidence;
  readonly version: VersionEvidence;
  readonly settled: readonly Settled[];
  /** The program's number in the ledger. */
  readonly program: number;
}

/** Rebuilds the document of an entry from its numbers and the names in contract code. @throws Error where a number has no name */
export function rebuild({ evidence: { entry }, version }: Case): string {
  return rebuildDocument(decodeVocabulary(vocabularyIn(version)), {
    decider: Number(entry.decider),
    state: Number(entry.state),
    traits: entry.traits,
    multiplier: Number(entry.multiplier),
    period: entry.period,
    periodEnd: BigInt(endOf(version.terms, entry.period)),
    reading: entry.reading,
    promptDigest: version.terms.promptDigest,
  });
}

export function digestOf(document: string): string {
  return `0x${createHash("sha256").update(document).digest("hex")}`;
}
