/** A program's names, read back from the blob that stands on chain. Format: docs/formats.md, Vocabulary. */
import { getBytes, toUtf8String } from "ethers";

import {
  FIXED_MEMBERS,
  PROGRAM_SOURCE,
  STATE_SOURCE,
  TRAIT_SOURCE,
  type Vocabulary,
  type VocabularyTrait,
} from "../../functions-source/content/vocabulary.ts";

/**
 * @param blob as `termsOf` of the ledger gives it, `0x` and digits
 * @throws Error when it is none
 */
export function decodeVocabulary(blob: string): Vocabulary {
  const bytes = new Cursor(getBytes(blob));
  if (bytes.number(1) !== 1) throw new Error("This is no vocabulary of format 1.");
  let [program, states]: [string, readonly string[]] = ["", []];
  const traits: VocabularyTrait[] = [];
  for (let left = bytes.number(1); left > 0; left--) {
    const source = bytes.number(1);
    const name = bytes.text();
    if (source === TRAIT_SOURCE)
      traits.push({ name, offset: bytes.number(1), width: bytes.number(1), values: bytes.list() });
    else if (FIXED_MEMBERS[source] !== name)
      throw new Error(`The vocabulary's member ${name} is not one of the format.`);
    else if (source === PROGRAM_SOURCE) program = bytes.text();
    else if (source === STATE_SOURCE) states = bytes.list();
  }
  return { program, states, traits, captions: bytes.list() };
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(length: number): number {
    return this.#take(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  text(): string {
    return toUtf8String(this.#take(this.number(1)));
  }

  list(): string[] {
    // The list's length in bytes, for whoever skips it.
    this.number(2);
    return Array.from({ length: this.number(1) }, () => this.text());
  }

  #take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new Error("The vocabulary is cut off.");
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }
}
