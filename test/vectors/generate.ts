/**
 * Writes the vectors that the TypeScript and the Solidity twins share: plain JSON of hexadecimal and decimal strings.
 *
 * `node test/vectors/generate.ts` writes, `--check` fails when a file differs from what would be written.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

import { answerVectors } from "./answers.ts";
import { documentVectors } from "./documents.ts";
import { tailVectors } from "./tails.ts";
import { vocabularyVectors } from "./vocabularies.ts";
import { toContentId } from "../../functions-source/content/contentId.ts";

const digestOf = (text: string): string => "0x" + createHash("sha256").update(text).digest("hex");

const contentIds = [
  ...["", "a", "imago", '{"schema":"imago/1"}'].map((content) => ({ content, digest: digestOf(content) })),
  { content: null, digest: "0x" + "00".repeat(32) },
  { content: null, digest: "0x" + "ff".repeat(32) },
].map((vector) => ({ ...vector, contentId: toContentId(vector.digest) }));

const files = {
  "answer.json": answerVectors(),
  "content-id.json": contentIds,
  "document.json": documentVectors(),
  "tail.json": tailVectors(),
  "vocabulary.json": vocabularyVectors(),
};

function main(): void {
  const checking = process.argv.includes("--check");
  for (const [name, vectors] of Object.entries(files)) {
    const path = new URL(name, import.meta.url);
    const text = JSON.stringify(vectors, null, 2) + "\n";
    if (!checking) writeFileSync(path, text);
    else if (readFileSync(path, "utf8") !== text)
      throw new Error(`test/vectors/${name} differs; run node test/vectors/generate.ts and look at the difference.`);
  }
}

// A test runner may load every file of this folder: only a command writes.
if (import.meta.main) main();
