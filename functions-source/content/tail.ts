import { fail } from "../errors.ts";
import { packFields } from "./hex.ts";

/** `docs/formats.md`, Tail: what follows the version; header and reading of the candidate as one field. */
const SIZES = [4, 5, 5, 2, 1, 16, 64, 8];

/** The fields of a tail, in order. All are unsigned but `lastReading`. */
export type TailFields = readonly [
  program: bigint,
  period: bigint,
  periodEnd: bigint,
  programVersion: bigint,
  lastState: bigint,
  lastReading: bigint,
  /** The first two words of the candidate's answer, zero without one. */
  candidate: bigint,
  interactions: bigint,
];

/** Writes a tail of format version 1 as `0x` and 212 digits. */
export function encodeTail(fields: TailFields): string {
  return "0x01" + packFields(SIZES, fields);
}

/** Reads a tail. Errors: `BAD_ARGS:tail` unless it is `0x` and 106 bytes of format version 1. */
export const decodeTail = (text: string | undefined): TailFields => {
  if (!/^0x01.{210}$/.test(text!)) fail("BAD_ARGS", "tail");
  let at = 4;
  const fields = SIZES.map((size) => BigInt("0x" + text!.slice(at, (at += size * 2))));
  fields[5] = BigInt.asIntN(128, fields[5]!);
  return fields as unknown as TailFields;
};
