import { encodeAnswer, type AnswerFields } from "../../functions-source/content/answer.ts";

const MAX = 2n ** 127n - 1n;
const A = "0x" + "a1".repeat(32);
const B = "0x" + "b2".repeat(32);

const NAMES = ["kind", "decider", "state", "traits", "multiplier", "period", "program", "programVersion", "spare"];

const valid: Record<string, AnswerFields> = {
  "evolve by a model": [1, 1, 3, 0x0123456789abcdefn, 12_500, 14_200, 7, 2, 0, 671_200n, A, B],
  "evolve by rules, negative reading": [1, 2, 0, 0, 10_000, 14_200, 1, 1, 0, -130n, A, B],
  "evolve, smallest reading": [
    1,
    2,
    15,
    2n ** 64n - 1n,
    65_535,
    2n ** 40n - 1n,
    2n ** 32n - 1n,
    65_535,
    0,
    -MAX - 1n,
    A,
    B,
  ],
  "evolve, largest reading": [1, 1, 1, 1, 1, 1, 1, 1, 0, MAX, A, B],
  "evolve, reading minus one": [1, 1, 1, 1, 1, 1, 1, 1, 0, -1n, A, B],
  hold: [2, 0, 0, 0, 0, 14_201, 7, 2, 0, 671_200n, 0, B],
  "hold, negative reading": [2, 0, 0, 0, 0, 14_201, 7, 2, 0, -130n, 0, B],
};

/** Answers with their fields, and bytes that are no answer by their form alone, each with the reason. */
export function answerVectors(): unknown {
  const bytes = "0x" + encodeAnswer(valid["evolve by a model"]!);
  const hold = "0x" + encodeAnswer(valid["hold"]!);
  const patch = (at: number, hex: string, of = bytes) =>
    of.slice(0, 2 + at * 2) + hex + of.slice(2 + at * 2 + hex.length);
  return {
    valid: Object.entries(valid).map(([name, fields]) => ({
      name,
      ...Object.fromEntries(NAMES.slice(0, -1).map((key, index) => [key, `${fields[index]}`])),
      reading: `${fields[9]}`,
      contentDigest: digest(fields[10]),
      promptDigest: digest(fields[11]),
      bytes: "0x" + encodeAnswer(fields),
    })),
    invalid: [
      { why: "empty", bytes: "0x" },
      { why: "127 bytes", bytes: bytes.slice(0, -2) },
      { why: "129 bytes", bytes: bytes + "00" },
      { why: "format 0", bytes: patch(0, "00") },
      { why: "format 2", bytes: patch(0, "02") },
      { why: "kind 0", bytes: patch(1, "00") },
      { why: "kind 3", bytes: patch(1, "03") },
      { why: "evolve without a decider", bytes: patch(2, "00") },
      { why: "decider 3", bytes: patch(2, "03") },
      { why: "highest spare bit set", bytes: patch(25, "80") },
      { why: "lowest spare bit set", bytes: patch(31, "01") },
      { why: "reading 2^127", bytes: patch(32, (MAX + 1n).toString(16).padStart(64, "0")) },
      { why: "reading -2^127 - 1", bytes: patch(32, BigInt.asUintN(256, -MAX - 2n).toString(16)) },
      { why: "reading not sign-extended", bytes: patch(32, "0".repeat(32) + "f".repeat(32)) },
      { why: "hold with a decider", bytes: patch(2, "02", hold) },
      { why: "hold with a state", bytes: patch(3, "01", hold) },
      { why: "hold with traits", bytes: patch(11, "01", hold) },
      { why: "hold with a multiplier", bytes: patch(13, "01", hold) },
      { why: "hold with a content digest", bytes: patch(95, "01", hold) },
    ],
  };
}

const digest = (value: unknown): string => (value ? `${value as string}` : "0x" + "00".repeat(32));
