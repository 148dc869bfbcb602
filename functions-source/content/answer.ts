import { BY_MODEL, BY_RULES, EVOLVE, HOLD } from "../limits.ts";
import { packFields, toHex } from "./hex.ts";

/** `docs/formats.md`, Answer: what follows the format's number. */
const SIZES = [1, 1, 1, 8, 2, 5, 4, 2, 7, 32, 32, 32];

type Integer = bigint | number | string;

/** The fields of an answer, in order; digests are text with `0x`. */
export type AnswerFields = readonly [
  kind: Integer,
  decider: Integer,
  state: Integer,
  traits: Integer,
  multiplier: Integer,
  period: Integer,
  program: Integer,
  programVersion: Integer,
  spare: 0,
  reading: Integer,
  contentDigest: Integer,
  promptDigest: Integer,
];

/** Writes an answer of format 1 as 256 hexadecimal digits without a prefix. */
export const encodeAnswer = (fields: AnswerFields): string => "01" + packFields(SIZES, fields);

/** The fields of an answer by name; all unsigned but the reading, which is an int128. */
export interface Answer {
  readonly kind: number;
  readonly decider: number;
  readonly state: number;
  readonly traits: bigint;
  /** basis points */
  readonly multiplier: number;
  readonly period: bigint;
  readonly program: number;
  readonly programVersion: number;
  readonly reading: bigint;
  /** `0x` and 64 digits */
  readonly contentDigest: string;
  /** `0x` and 64 digits */
  readonly promptDigest: string;
}

/**
 * Reads an answer, or undefined when the bytes are not one by their form alone: length, format, kind, decider, spare
 * bits, an int128 reading, the zeros of a HOLD. Whether it suits a program is the ledger's to say.
 */
export function tryDecodeAnswer(bytes: Uint8Array): Answer | undefined {
  const hex = toHex(bytes);
  if (bytes.length !== 128 || !hex.startsWith("01")) return undefined;
  let at = 2;
  const texts = SIZES.map((size) => hex.slice(at, (at += size * 2)));
  const [kind, decider, state, , multiplier, , program, programVersion, spare] = texts.map((text) =>
    parseInt(text, 16),
  );
  const reading = BigInt.asIntN(256, BigInt("0x" + texts[9]));
  const answer = {
    ...{ kind: kind!, decider: decider!, state: state!, multiplier: multiplier!, program: program! },
    ...{ programVersion: programVersion!, reading, contentDigest: "0x" + texts[10], promptDigest: "0x" + texts[11] },
    ...{ traits: BigInt("0x" + texts[3]), period: BigInt("0x" + texts[5]) },
  };
  if (spare !== 0 || BigInt.asIntN(128, reading) !== reading) return undefined;
  return isEvolve(answer) || isHold(answer) ? answer : undefined;
}

function isEvolve({ kind, decider }: Answer): boolean {
  return kind === EVOLVE && (decider === BY_MODEL || decider === BY_RULES);
}

function isHold({ kind, decider, state, traits, multiplier, contentDigest }: Answer): boolean {
  return kind === HOLD && !(decider || state || traits || multiplier || BigInt(contentDigest));
}
