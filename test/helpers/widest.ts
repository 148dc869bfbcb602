/** An EVOLVE answer with the numbers of a document vector, put into another period; its document is the vector's with the times changed. */
import { createHash } from "node:crypto";

import { concat, toBeHex } from "ethers";

import type { documents } from "../content/vectors.ts";
import { DAY, PROMPT_DIGEST } from "./sample.ts";

export function evolveWith(vector: (typeof documents)[number], to: { program: number; period: number }): string {
  const document = JSON.stringify({
    ...(JSON.parse(vector.document) as Record<string, string>),
    ...{ period: String(to.period), periodEnd: String((to.period + 1) * DAY), promptDigest: PROMPT_DIGEST },
  });
  const header = [1, 1, vector.decider, vector.state, vector.traits, vector.multiplier, to.period, to.program, 1, 0];
  const sizes = [1, 1, 1, 1, 8, 2, 5, 4, 2, 7];
  return concat([
    ...header.map((field, index) => toBeHex(field, sizes[index])),
    toBeHex(BigInt.asUintN(256, BigInt(vector.reading)), 32),
    `0x${createHash("sha256").update(document).digest("hex")}`,
    PROMPT_DIGEST,
  ]);
}
