import { toDocument } from "./document.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The numbers of an evolution, as the chain keeps them. */
export interface EvolutionNumbers {
  /** 1 model, 2 rules */
  readonly decider: number;
  readonly state: number;
  readonly traits: bigint;
  /** basis points */
  readonly multiplier: number;
  readonly period: bigint;
  /** unix seconds */
  readonly periodEnd: bigint;
  readonly reading: bigint;
  /** `0x` and 64 digits */
  readonly promptDigest: string;
}

/**
 * Rebuilds a content document from the numbers on chain and the vocabulary, as the ledger does. Throws when a number
 * has no name.
 */
export function rebuildDocument(vocabulary: Vocabulary, evolution: EvolutionNumbers): string {
  const { decider, state, traits, multiplier, period, periodEnd, reading, promptDigest } = evolution;
  const named = vocabulary.traits.map(({ name, offset, width, values }) => {
    const index = Number((traits >> BigInt(offset)) & ((1n << BigInt(width)) - 1n));
    return [name, nameOf(values, index, `trait "${name}"`)] as const;
  });
  const known = vocabulary.traits.reduce(
    (bits, { offset, width }) => bits | (((1n << BigInt(width)) - 1n) << BigInt(offset)),
    0n,
  );
  // The ledger refuses them, too: they would be a second answer with the same document.
  if (traits & ~known) throw new Error("The traits have bits that belong to no trait.");
  return toDocument({
    ...Object.fromEntries(named),
    decider: nameOf(["", "model", "rules"], decider, "decider"),
    ...{ multiplier, period, periodEnd, reading, promptDigest },
    program: vocabulary.program,
    schema: "imago/1",
    state: nameOf(vocabulary.states, state, "state"),
  });
}

function nameOf(names: readonly string[], index: number, what: string): string {
  const name = names[index];
  if (!name) throw new Error(`The ${what} has no name for ${index}.`);
  return name;
}
