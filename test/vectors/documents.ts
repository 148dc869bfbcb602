import { createHash } from "node:crypto";

import { VOCABULARIES } from "./vocabularies.ts";
import { toContentId } from "../../functions-source/content/contentId.ts";
import { rebuildDocument, type EvolutionNumbers } from "../../functions-source/content/rebuild.ts";
import { encodeVocabulary } from "../../functions-source/content/vocabulary.ts";

const MAX = 2n ** 127n - 1n;
const usual: EvolutionNumbers = {
  decider: 1,
  state: 1,
  traits: 0n,
  multiplier: 10_000,
  period: 14_200n,
  periodEnd: 1_226_966_400n,
  reading: 89_012n,
  promptDigest: "0x" + createHash("sha256").update("prompt").digest("hex"),
};

/** Every trait of the widest vocabulary at its highest value. */
const ALL = (31n << 59n) | ((1n << 21n) - 1n);

const vectors: [name: string, vocabulary: string, Partial<EvolutionNumbers>][] = [
  ["a model decides", "sp500", { traits: 0x2a1n }],
  ["rules decide", "sp500", { decider: 2, traits: 0x2a1n }],
  ["negative reading", "seattle-weather", { reading: -120n, state: 0 }],
  ["reading zero", "seattle-weather", { reading: 0n }],
  ["reading minus one", "seattle-weather", { reading: -1n }],
  ["smallest reading", "bitcoin", { reading: -MAX - 1n }],
  ["largest reading", "bitcoin", { reading: MAX }],
  ["first state and zeros", "bitcoin", { state: 0, multiplier: 0, period: 0n, periodEnd: 0n, reading: 0n }],
  ["last state", "bitcoin", { state: 4, traits: 0x9ddn & 0xffdn }],
  ["largest integers", "sp500", { multiplier: 65_535, period: 2n ** 40n - 1n, periodEnd: 2n ** 40n - 1n }],
  ["prompt digest of zeros", "sp500", { promptDigest: "0x" + "00".repeat(32) }],
  ["widest vocabulary, lowest values", "widest", { state: 0 }],
  ["widest vocabulary, highest values", "widest", { state: 15, traits: ALL }],
  ["no traits", "narrowest", { state: 0 }],
  ["one trait at bit 63", "one trait without captions", { state: 1 }],
];

/** Documents with the numbers and the vocabulary that they follow from, their digest and their content id. */
export function documentVectors(): unknown {
  return vectors.map(([name, vocabulary, changes]) => {
    const evolution = { ...usual, ...changes };
    const document = rebuildDocument(VOCABULARIES[vocabulary]!, evolution);
    const digest = "0x" + createHash("sha256").update(document).digest("hex");
    const numbers = Object.fromEntries(Object.entries(evolution).map(([key, value]) => [key, `${value}`]));
    const blob = encodeVocabulary(VOCABULARIES[vocabulary]!);
    return { name, ...numbers, vocabulary: blob, document, digest, contentId: toContentId(digest) };
  });
}
