/** The first word of an answer. */

export interface Header {
  readonly decider: bigint;
  readonly state: bigint;
  readonly traits: bigint;
  readonly multiplier: bigint;
  readonly period: bigint;
  readonly program: bigint;
  readonly version: bigint;
}

/** Bytes of each field from the most significant one on, see docs/formats.md, Answer. */
const SIZES = { format: 1, kind: 1, decider: 1, state: 1, traits: 8, multiplier: 2, period: 5, program: 4, version: 2 };

/** @param word `0x` and 64 digits */
export function readHeader(word: string): Header {
  let at = 2;
  const fields = Object.entries(SIZES).map(([name, bytes]) => [name, BigInt(`0x${word.slice(at, (at += bytes * 2))}`)]);
  return Object.fromEntries(fields) as Header;
}
