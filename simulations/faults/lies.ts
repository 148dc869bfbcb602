/** What a lying node says. Each lie is told in place of the node's own observation. */
import { sha256, toUtf8Bytes, getBytes, hexlify } from "ethers";

import { encodeAnswer, tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { rebuildDocument } from "../../functions-source/content/rebuild.ts";
import { EVOLVE } from "../../functions-source/limits.ts";
import { ENERGY } from "../../functions-source/traits.ts";
import { vocabularyOf } from "../../functions-source/registration.ts";
import type { Distortion } from "../network/index.ts";
import type { Work } from "../studio.ts";

/** What a forger must know of a deployed program. */
type LiedAbout = Pick<Work, "program" | "id">;

const BYTES = 128;
/** Where an answer's state and the last byte of its content digest stand. */
const STATE_AT = 3;
const DIGEST_END = 95;
const ENERGY_BITS = ((1n << BigInt(ENERGY.width)) - 1n) << BigInt(ENERGY.offset);

/** These bytes, whatever was seen. */
export const sayBytes =
  (result: string): Distortion =>
  (own) => ({ ...own, result, error: "0x" });

/** An error, whatever was seen. */
export const sayError =
  (text: string): Distortion =>
  (own) => ({ ...own, result: "0x", error: hexlify(toUtf8Bytes(text)) });

/** What the first of the others says. */
export const copyAnother: Distortion = (own, [other]) =>
  other === undefined ? own : { ...own, result: other.result, error: other.error };

/** The own answer with another state, as if nobody looked at the digest. */
export const sayWrongState: Distortion = changingByte(STATE_AT, (state) => state ^ 1);

/** The own answer under a digest that is not its document's. */
export const sayWrongDigest: Distortion = changingByte(DIGEST_END, (byte) => byte ^ 1);

function changingByte(at: number, change: (byte: number) => number): Distortion {
  return (own) => {
    const bytes = getBytes(own.result);
    if (bytes.length !== BYTES) return own;
    bytes[at] = change(bytes[at]!);
    return { ...own, result: hexlify(bytes) };
  };
}

/**
 * The best lie there is: an answer that the ledger accepts, with the highest multiplier of all under an energy that honest nodes never pair it with,
 * and with the digest of just that document. It remembers its lie and stands by it in a confirmation round.
 */
export function forge(works: readonly LiedAbout[]): Distortion {
  let remembered: string | undefined;
  return (own) => {
    const answer = tryDecodeAnswer(getBytes(own.result));
    const work = works.find(({ id }) => Number(id) === answer?.program);
    if (answer?.kind === EVOLVE && work !== undefined) remembered = forged(work, answer);
    // Where an honest run ends in an error or a HOLD, the liar repeats what it said last.
    return remembered === undefined ? own : { ...own, result: remembered, error: "0x" };
  };
}

type Answer = NonNullable<ReturnType<typeof tryDecodeAnswer>>;

function forged({ program }: LiedAbout, answer: Answer): string {
  const { periodLength, anchor } = program.schedule;
  const periodEnd = BigInt(anchor) + (answer.period + 1n) * BigInt(periodLength);
  const multiplier = program.maxMultiplier;
  const quiet = answer.traits & ~ENERGY_BITS;
  const document = rebuildDocument(vocabularyOf(program), { ...answer, multiplier, traits: quiet, periodEnd });
  const { kind, decider, state, period, program: id, programVersion, reading, promptDigest } = answer;
  const digest = sha256(toUtf8Bytes(document));
  return `0x${encodeAnswer([kind, decider, state, quiet, multiplier, period, id, programVersion, 0, reading, digest, promptDigest])}`;
}
