/** Whether the terms of a program are what was committed to, and what its file here makes. */
import { keccak256, toUtf8Bytes } from "ethers";

import { formatCount } from "../common/money.ts";
import type { LocalFile } from "../program/file.ts";
import { short } from "../program/words.ts";
import type { VersionEvidence } from "./evidence.ts";
import { type Finding, attempt, compare } from "./finding.ts";

/** @param suffix names the version where several are looked at */
export function checkVersion(evidence: VersionEvidence, suffix: string): Finding[] {
  return [
    attempt(`names${suffix}`, () => checkNames(evidence, `names${suffix}`)),
    attempt(`source${suffix}`, () => checkSource(evidence, `source${suffix}`)),
    checkRegistered(evidence, `registration${suffix}`),
  ];
}

/** Contract code that stores data begins with a zero byte, so that it cannot be called. */
export function vocabularyIn({ code }: VersionEvidence): string {
  if (!code.startsWith("0x00")) throw new Error(`the contract that holds the names has the code ${short(code)}`);
  return `0x${code.slice(4)}`;
}

function checkNames(evidence: VersionEvidence, subject: string): Finding {
  const vocabulary = vocabularyIn(evidence);
  const hash = keccak256(vocabulary);
  const size = formatCount(vocabulary.length / 2 - 1);
  if (vocabulary !== evidence.terms.vocabulary)
    return compare(subject, false, "", "the contract's code holds other names than the ledger says");
  return compare(
    subject,
    hash === evidence.vocabularyHash,
    `${size} bytes of contract code have the committed hash ${short(hash)}`,
    `the contract's code has the hash ${short(hash)}, not the committed ${short(evidence.vocabularyHash)}`,
  );
}

function checkSource({ source, terms }: VersionEvidence, subject: string): Finding {
  if (source === undefined) return compare(subject, false, "", "no source with the committed hash is stored");
  const hash = keccak256(toUtf8Bytes(source));
  return compare(
    subject,
    hash === terms.sourceHash,
    `${formatCount(Buffer.byteLength(source))} bytes stored on chain have the committed hash ${short(hash)}`,
    `the stored text has the hash ${short(hash)}, not the committed ${short(terms.sourceHash)}`,
  );
}

/** The event of the registration, which no later transaction can touch. */
function checkRegistered({ registered, terms, vocabularyHash, version }: VersionEvidence, subject: string): Finding {
  if (registered === undefined) return compare(subject, false, "", `no event tells of version ${version}`);
  const pairs = [
    ["source", registered.sourceHash, terms.sourceHash],
    ["prompt", registered.promptDigest, terms.promptDigest],
    ["names", registered.vocabularyHash, vocabularyHash],
  ] as const;
  const different = pairs.filter(([, said, now]) => said !== now);
  return compare(
    subject,
    different.length === 0,
    `the event of version ${version} has the same hashes`,
    different
      .map(
        ([what, said, now]) => `the event of version ${version} said ${short(said)} for the ${what}, not ${short(now)}`,
      )
      .join("; "),
  );
}

/** What the program's file here says; nothing when there is none. */
export function checkFile({ terms }: VersionEvidence, name: string, file: LocalFile): Finding[] {
  if (file.found === "none") return [];
  const path = `programs/${name}.ts`;
  if (file.found === "broken") return [compare("bundle", false, "", `${path} here cannot be bundled: ${file.why}`)];
  const { hash, promptDigest } = file.bundle;
  return [
    compare(
      "bundle",
      hash === terms.sourceHash,
      `a fresh bundle of ${path} here is that source`,
      `a fresh bundle of ${path} here has the hash ${short(hash)}`,
    ),
    compare(
      "prompt",
      promptDigest === terms.promptDigest,
      `the prompt of ${path} has the committed digest`,
      `the prompt of ${path} has the digest ${short(promptDigest)}, not ${short(terms.promptDigest)}`,
    ),
  ];
}
