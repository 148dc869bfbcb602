/** Whether a token shows what the ledger says, and belongs to it. */
import { toContentId } from "../../functions-source/content/contentId.ts";
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import type { Studio } from "../common/studio.ts";
import { type Status, nameTraits } from "../program/standing.ts";
import { deciders, rungs, short } from "../program/words.ts";
import type { Token } from "./collection.ts";
import type { VersionEvidence } from "./evidence.ts";
import { type Finding, attempt, compare } from "./finding.ts";
import { parseMetadata } from "./metadata.ts";
import { type Case, digestOf, rebuild } from "./rebuild.ts";
import { vocabularyIn } from "./version-checks.ts";

/** The collection's own word on whom it follows, against the deployment's record. */
export async function checkCollection({ ledger }: Studio, { collection, program }: Token): Promise<Finding> {
  const [follows, number] = await Promise.all([collection.LEDGER(), collection.PROGRAM()]);
  return compare(
    "collection",
    follows === String(ledger.target) && Number(number) === program,
    `follows program ${program} of the ledger ${short(follows)}`,
    `follows program ${number} of the ledger ${follows}, not program ${program} of ${String(ledger.target)}`,
  );
}

/** What is shown: a status of the ledger with the version it speaks of, and the entry behind it unless it is the preset. */
export interface Shown {
  readonly status: Status;
  readonly version: VersionEvidence;
  readonly entry: Case | undefined;
  /** The token's URI; undefined when the collection refuses to make it. */
  readonly uri: string | undefined;
}

/** The status against the entry or the preset that it should be, and the token's metadata against the status. */
export function checkShown(shown: Shown): Finding[] {
  return [attempt("status", () => checkStatus(shown)), attempt("metadata", () => checkMetadata(shown))];
}

function checkStatus({ status, version, entry }: Shown): Finding {
  const expected = entry?.evidence.entry ?? version.terms.preset;
  const fields = ["state", "traits", "reading", "multiplier"] as const;
  const different = fields.filter((field) => status[field] !== expected[field]);
  const what = entry === undefined ? "the preset" : `evolution ${entry.evidence.index}`;
  return compare(
    "status",
    different.length === 0,
    `the ledger shows ${what}, ${rungs[Number(status.rung)]}`,
    `the ledger shows another ${different.join(", ")} than ${what} has`,
  );
}

function checkMetadata(shown: Shown): Finding {
  const { uri } = shown;
  if (uri === undefined) return compare("metadata", false, "", "the collection cannot make it");
  const { attributes } = parseMetadata(uri);
  const said = new Map(attributes.map(({ trait_type, value }) => [trait_type, value]));
  const expected = expectedAttributes(shown);
  const different = [...expected].filter(([name, value]) => said.get(name) !== value);
  return compare(
    "metadata",
    different.length === 0 && said.size === expected.size,
    `the token's ${said.size} attributes say the same`,
    different.map(([name, value]) => `${name} is ${said.get(name) ?? "missing"}, not ${value}`).join("; ") ||
      "the token has attributes that the ledger knows nothing of",
  );
}

/** The attributes that contracts/art/TokenJson.sol makes of a status. */
function expectedAttributes({ status, version, entry }: Shown): Map<string, string> {
  const { state, traits } = nameTraits(decodeVocabulary(vocabularyIn(version)), status.state, status.traits);
  return new Map([
    ["State", state],
    ["Rung", rungs[Number(status.rung)]!],
    ...Object.entries(traits),
    ["Reading", String(status.reading)],
    ["Multiplier", String(Number(status.multiplier) / 10_000)],
    ["Decider", deciders[Number(status.decider)]!],
    ...(status.evolutions > 0n ? [["Period", String(status.settledPeriod)] as const] : []),
    ["Evolutions", String(status.evolutions)],
    ...(entry === undefined ? [] : [["Content id", toContentId(digestOf(rebuild(entry)))] as const]),
  ]);
}
