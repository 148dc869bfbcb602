/** The `encode` functions at their edges. */
import { type Outcome, type Script, error, hex, text } from "../script.ts";

const word = (value: bigint) => hex(`0x${BigInt.asUintN(256, value).toString(16).padStart(64, "0")}`);
const refused = (name: string, why: string) => error(`input into Functions.${name} ${why}`);

const encode = (expression: string, outcome: Outcome): Script => ({
  name: `encodes: ${expression}`,
  source: `return Functions.${expression}`,
  outcome,
});

export const encodings: readonly Script[] = [
  encode("encodeUint256(0)", word(0n)),
  encode("encodeUint256(-0)", word(0n)),
  encode("encodeUint256(2n ** 256n - 1n)", word(2n ** 256n - 1n)),
  encode("encodeUint256(2n ** 256n)", refused("encodeUint256", "is too large")),
  encode("encodeUint256(2 ** 53)", word(2n ** 53n)),
  encode("encodeUint256(1e300)", refused("encodeUint256", "is too large")),
  encode("encodeUint256(-1)", refused("encodeUint256", "is negative")),
  encode("encodeUint256(-1n)", refused("encodeUint256", "is negative")),
  encode("encodeUint256(1.5)", refused("encodeUint256", "is not an integer")),
  encode("encodeUint256(NaN)", refused("encodeUint256", "is not an integer")),
  encode("encodeUint256(Infinity)", refused("encodeUint256", "is not an integer")),
  encode('encodeUint256("1")', refused("encodeUint256", "is not a number or bigint")),
  encode("encodeUint256()", refused("encodeUint256", "is not a number or bigint")),
  encode("encodeInt256(-1)", word(-1n)),
  encode("encodeInt256(2n ** 255n - 1n)", word(2n ** 255n - 1n)),
  encode("encodeInt256(2n ** 255n)", refused("encodeInt256", "is too large")),
  encode("encodeInt256(-(2n ** 255n))", word(-(2n ** 255n))),
  encode("encodeInt256(-(2n ** 255n) - 1n)", refused("encodeInt256", "is too small")),
  encode("encodeInt256(-0.5)", refused("encodeInt256", "is not an integer")),
  encode("encodeInt256(null)", refused("encodeInt256", "is not a number or bigint")),
  encode('encodeString("h\u00e9llo \u{1f98b} \u65e5\u672c")', text("h\u00e9llo \u{1f98b} \u65e5\u672c")),
  encode('encodeString("\\ud800")', hex("0xefbfbd")),
  encode("encodeString()", hex("0x")),
  encode("encodeString(5)", text("5")),
  encode('encodeString("x".repeat(256))', text("x".repeat(256))),
  encode('encodeString("\u00e9".repeat(129))', error("response >256 bytes")),
];
