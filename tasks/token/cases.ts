/** Gathers entries with everything that they are compared with. */
import type { Studio } from "../common/studio.ts";
import { type Settled, type VersionEvidence, entryEvidence, versionEvidence } from "./evidence.ts";
import { type Finding, compare } from "./finding.ts";
import type { Case } from "./rebuild.ts";
import { unlessRefused } from "../operations/unless-refused.ts";

export interface CaseReader {
  /** An entry, or what is wrong with it. Each is read once. */
  read(index: number): Promise<Case | Finding>;
  /** Each version is read once. */
  version(version: number): Promise<VersionEvidence | undefined>;
  /** All that were read. */
  readonly versions: readonly VersionEvidence[];
  /** Entries that could not be read. */
  readonly unreadable: readonly Finding[];
}

/** @param program its number in the ledger */
export function caseReader(studio: Studio, program: number, settled: readonly Settled[]): CaseReader {
  const versions = new Map<number, VersionEvidence | undefined>();
  const cases = new Map<number, Case | Finding>();
  const version = async (number: number): Promise<VersionEvidence | undefined> => {
    if (!versions.has(number)) versions.set(number, await unlessRefused(versionEvidence(studio, program, number)));
    return versions.get(number);
  };
  const gather = async (index: number): Promise<Case | Finding> => {
    const subject = `evolution ${index}`;
    const evidence = await unlessRefused(entryEvidence(studio, program, index, settled));
    if (evidence === undefined) return compare(subject, false, "", "the ledger cannot read its own entry");
    const number = Number(evidence.entry.version);
    const terms = await version(number);
    if (terms === undefined) return compare(subject, false, "", `the ledger has no version ${number}, which it names`);
    return { evidence, version: terms, settled, program };
  };
  return {
    version,
    read: async (index) => {
      if (!cases.has(index)) cases.set(index, await gather(index));
      return cases.get(index)!;
    },
    get versions() {
      return [...versions.values()].filter((one) => one !== undefined);
    },
    get unreadable() {
      return [...cases.values()].filter((one): one is Finding => !isCase(one));
    },
  };
}

export function isCase(one: Case | Finding): one is Case {
  return "evidence" in one;
}
