/** Everything that is compared when a token is verified. */
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import type { Studio } from "../common/studio.ts";
import type { LocalFile } from "../program/file.ts";
import { type Status, nameTraits } from "../program/standing.ts";
import { counted, rungs } from "../program/words.ts";
import type { Token } from "./collection.ts";
import { type Case, checkEntry, digestOf, rebuild } from "./entry-checks.ts";
import {
  type EntryEvidence,
  type Settled,
  type VersionEvidence,
  entryEvidence,
  settledPeriods,
  versionEvidence,
} from "./evidence.ts";
import { type Finding, compare } from "./finding.ts";
import { type Origin, originOf } from "./origin.ts";
import { checkCollection, checkShown } from "./token-checks.ts";
import { checkFile, checkVersion } from "./version-checks.ts";

/** An entry that was verified. */
export interface Verified {
  readonly one: Case;
  /** Missing where it cannot be rebuilt. */
  readonly document?: string;
  readonly digest?: string;
  readonly state: string;
  readonly origin: Origin | undefined;
  readonly findings: readonly Finding[];
}

export interface Proof {
  /** Index of the entry that the token shows; undefined for the preset. */
  readonly shown: number | undefined;
  readonly status: Status;
  readonly general: readonly Finding[];
  readonly entries: readonly Verified[];
}

export interface Wanted {
  readonly token: Token;
  readonly file: LocalFile;
  /** At which everything is read. */
  readonly block: number;
  /** Which entries of a history of this length, where one of them is shown. */
  readonly choose: (length: number, shown: number | undefined) => readonly number[];
}

export async function prove(studio: Studio, { token, file, block, choose }: Wanted): Promise<Proof> {
  const { program, collection, name } = token;
  const at = { blockTag: block };
  const [status, uri, settled, current] = await Promise.all([
    studio.ledger.statusOf(program, at),
    collection.tokenURI(token.id, at).catch((error: unknown) => error as Error),
    settledPeriods(studio, program, block),
    studio.ledger.versionOf(program, at),
  ]);
  const shown = rungs[Number(status.rung)] === "fallback" ? undefined : Number(status.evolutions) - 1;
  const versions = versionReader(studio, program);
  const read = async (index: number): Promise<Case | Finding> =>
    readCase(await readEntry(studio, program, index, settled), versions, settled, program);
  const wanted = choose(Number(status.evolutions), shown);
  const cases = new Map<number, Case | Finding>();
  for (const index of new Set([...wanted, ...(shown === undefined ? [] : [shown])]))
    cases.set(index, await read(index));
  const entry = shown === undefined ? undefined : cases.get(shown)!;
  const inForce = await versions.of(Number(status.version));
  const verified = await Promise.all(
    wanted.flatMap((index) => {
      const one = cases.get(index)!;
      return isCase(one) ? [verify(studio, one)] : [];
    }),
  );
  return {
    ...{ shown, status },
    general: [
      await checkCollection(studio, token),
      ...(entry !== undefined && !isCase(entry) ? [] : checkShown({ status, uri, version: inForce, entry })),
      ...versions.all().flatMap((version) => checkVersion(version, suffixOf(version, versions.all()))),
      ...(inForce.version === Number(current) ? checkFile(inForce, name, file) : []),
      checkCount(status, settled),
      ...[...cases.values()].filter((one): one is Finding => !isCase(one)),
    ],
    entries: verified,
  };
}

/** Each version's evidence, read once. */
function versionReader(studio: Studio, program: number) {
  const read = new Map<number, VersionEvidence>();
  return {
    all: () => [...read.values()],
    of: async (version: number): Promise<VersionEvidence> => {
      const known = read.get(version) ?? (await versionEvidence(studio, program, version));
      read.set(version, known);
      return known;
    },
  };
}

async function readEntry(studio: Studio, program: number, index: number, settled: readonly Settled[]) {
  try {
    return await entryEvidence(studio, program, index, settled);
  } catch {
    return compare(`evolution ${index}`, false, "", "the ledger cannot read its own entry");
  }
}

async function readCase(
  evidence: EntryEvidence | Finding,
  versions: ReturnType<typeof versionReader>,
  settled: readonly Settled[],
  program: number,
): Promise<Case | Finding> {
  if ("holds" in evidence) return evidence;
  const number = Number(evidence.entry.version);
  try {
    return { evidence, version: await versions.of(number), settled, program };
  } catch {
    return compare(
      `evolution ${evidence.index}`,
      false,
      "",
      `it names version ${number}, which the ledger does not have`,
    );
  }
}

function isCase(one: Case | Finding): one is Case {
  return "evidence" in one;
}

function suffixOf({ version }: VersionEvidence, all: readonly VersionEvidence[]): string {
  return all.length === 1 ? "" : ` of version ${version}`;
}

/** Entries that no event tells of, or events without an entry. */
function checkCount({ evolutions }: Status, settled: readonly Settled[]): Finding {
  const events = settled.filter(({ evolved }) => evolved).length;
  return compare(
    "history",
    events === Number(evolutions),
    `${counted(evolutions, "entry").replace("entrys", "entries")}, and as many Evolved events`,
    `${evolutions} entries, but ${events} Evolved events`,
  );
}

async function verify(studio: Studio, one: Case): Promise<Verified> {
  const { evidence, settled, program, version } = one;
  const event = evidence.place === undefined ? undefined : settled[evidence.place];
  const document = quietly(() => rebuild(one));
  const vocabulary = quietly(() => decodeVocabulary(version.terms.vocabulary));
  const { state } = evidence.entry;
  return {
    one,
    ...(document === undefined ? {} : { document, digest: digestOf(document) }),
    state: vocabulary === undefined ? `#${state}` : nameTraits(vocabulary, state, 0n).state,
    origin: event && (await originOf(studio, program, event)),
    findings: checkEntry(one),
  };
}

/** What cannot be rebuilt is told by a finding. */
function quietly<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
