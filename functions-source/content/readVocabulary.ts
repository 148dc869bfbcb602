import { toBytes } from "./hex.ts";
import {
  check,
  checkVocabulary,
  FIXED_MEMBERS,
  PROGRAM_SOURCE,
  STATE_SOURCE,
  TRAIT_SOURCE,
  type Vocabulary,
  type VocabularyTrait,
} from "./vocabulary.ts";

/** Walks over a blob. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Reads a vocabulary blob, `0x` and digits. Throws one clear error on whatever breaks the format. */
export function decodeVocabulary(blob: string): Vocabulary {
  check(/^0x([\da-f]{2})*$/i.test(blob), "the blob is not 0x and bytes in hexadecimal digits");
  const cursor: Cursor = { bytes: blob.length > 2 ? toBytes(blob.slice(2)) : new Uint8Array(), at: 0 };
  check(u8(cursor) === 1, "the version is not 1");
  const draft = { program: "", states: [] as string[], traits: [] as VocabularyTrait[] };
  const keys: string[] = [];
  const sources: number[] = [];
  for (let left = u8(cursor); left > 0; left--) {
    const source = u8(cursor);
    const key = text(cursor);
    check(!keys.length || keys.at(-1)! < key, `the key "${key}" does not ascend`);
    check(source <= TRAIT_SOURCE, `there is no source ${source}`);
    check(
      source === TRAIT_SOURCE || FIXED_MEMBERS[source] === key,
      `the source ${source} stands under the key "${key}"`,
    );
    if (source === PROGRAM_SOURCE) draft.program = text(cursor);
    if (source === STATE_SOURCE) draft.states = list(cursor);
    if (source === TRAIT_SOURCE)
      draft.traits.push({ name: key, offset: u8(cursor), width: u8(cursor), values: list(cursor) });
    keys.push(key);
    sources.push(source);
  }
  FIXED_MEMBERS.forEach((key, source) => check(sources.includes(source), `the member "${key}" is missing`));
  const vocabulary = { ...draft, captions: list(cursor) };
  check(cursor.at === cursor.bytes.length, "bytes follow the captions");
  checkVocabulary(vocabulary);
  return vocabulary;
}

function u8(cursor: Cursor): number {
  check(cursor.at < cursor.bytes.length, "the blob ends too early");
  return cursor.bytes[cursor.at++]!;
}

function text(cursor: Cursor): string {
  const length = u8(cursor);
  check(cursor.at + length <= cursor.bytes.length, "the blob ends too early");
  return String.fromCharCode(...cursor.bytes.subarray(cursor.at, (cursor.at += length)));
}

function list(cursor: Cursor): string[] {
  const size = u8(cursor) * 256 + u8(cursor);
  const count = u8(cursor);
  const from = cursor.at;
  const texts = Array.from({ length: count }, () => text(cursor));
  check(cursor.at - from === size, `a list says ${size} bytes and has ${cursor.at - from}`);
  return texts;
}
