/** A small program in TypeScript, the same as test/helpers/SampleTerms.sol: four states, the traits `caption` and `mood`, one day a period. */
import { createHash } from "node:crypto";

import { concat, getBytes, id, keccak256, toBeHex, toUtf8Bytes } from "ethers";

export const DAY = 86_400;
export const SETTLE_DELAY = 3_600;
export const STATES = ["calm", "gust", "storm", "eye"] as const;
const CAPTIONS = ["dawn", "noon", "dusk"];
const MOODS = ["low", "high"];
export const PROMPT_DIGEST = id("prompt");
export const SOURCE = "return new Uint8Array(128)";

/** A vocabulary blob written out by hand from docs/formats.md. */
export const VOCABULARY = concat([
  "0x010b",
  member(9, "caption", "0x0002", list(CAPTIONS)),
  member(0, "decider"),
  member(9, "mood", "0x0201", list(MOODS)),
  member(1, "multiplier"),
  member(2, "period"),
  member(3, "periodEnd"),
  member(4, "program", text("sample")),
  member(5, "promptDigest"),
  member(6, "reading"),
  member(7, "schema"),
  member(8, "state", list(STATES)),
  list(["The sky opens.", "Light stands still.", "Wings fold."]),
]);

/** Terms as `registerProgram` takes them. */
export const terms = (changes: Record<string, unknown> = {}) => ({
  sourceHash: keccak256(toUtf8Bytes(SOURCE)),
  promptDigest: PROMPT_DIGEST,
  vocabulary: VOCABULARY,
  anchor: 0,
  periodLength: DAY,
  settleDelay: SETTLE_DELAY,
  staleAfter: 2,
  fallbackAfter: 7,
  transitions: 0x3n | (0x7n << 16n) | (0xen << 32n) | (0xdn << 48n),
  minMultiplier: 5_000,
  maxMultiplier: 20_000,
  preset: { state: 1, traits: 0, reading: -7, multiplier: 8_000 },
  referenceFeed: `0x${"0".repeat(40)}`,
  maxDeviation: 0,
  referenceShift: 0,
  ...changes,
});

export interface EvolutionFields {
  readonly program: bigint | number;
  readonly period: bigint | number;
  readonly version?: number;
  readonly decider?: 1 | 2;
  readonly state?: number;
  readonly traits?: number;
  readonly multiplier?: number;
  readonly reading?: bigint | number;
}

/** An EVOLVE answer with the digest of its document, both made here without the project's own codec. */
export function evolve(fields: EvolutionFields): string {
  const {
    program,
    period,
    version = 1,
    decider = 1,
    state = 1,
    traits = 0,
    multiplier = 10_000,
    reading = 120,
  } = fields;
  const document = JSON.stringify({
    caption: CAPTIONS[traits & 3],
    decider: decider === 1 ? "model" : "rules",
    mood: MOODS[(traits >> 2) & 1],
    multiplier: String(multiplier),
    period: String(period),
    periodEnd: String((Number(period) + 1) * DAY),
    program: "sample",
    promptDigest: PROMPT_DIGEST,
    reading: String(reading),
    schema: "imago/1",
    state: STATES[state],
  });
  const digest = `0x${createHash("sha256").update(document).digest("hex")}`;
  return answer([1, decider, state, traits, multiplier, period, program, version], reading, digest);
}

/** A HOLD answer. */
export function hold({ program, period, reading = 120, version = 1 }: EvolutionFields): string {
  return answer([2, 0, 0, 0, 0, period, program, version], reading, toBeHex(0, 32));
}

function answer(header: readonly (bigint | number)[], reading: bigint | number, digest: string): string {
  const sizes = [1, 1, 1, 8, 2, 5, 4, 2];
  const words = header.map((field, index) => toBeHex(field, sizes[index]));
  return concat([
    "0x01",
    ...words,
    `0x${"00".repeat(7)}`,
    toBeHex(BigInt.asUintN(256, BigInt(reading)), 32),
    digest,
    PROMPT_DIGEST,
  ]);
}

function member(source: number, key: string, ...rest: string[]): string {
  return concat([toBeHex(source, 1), text(key), ...rest]);
}

function text(content: string): string {
  const bytes = toUtf8Bytes(content);
  return concat([toBeHex(bytes.length, 1), bytes]);
}

function list(texts: readonly string[]): string {
  const body = concat(texts.map(text));
  return concat([toBeHex(getBytes(body).length, 2), toBeHex(texts.length, 1), body]);
}
