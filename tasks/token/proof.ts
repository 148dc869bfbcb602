/** Everything that is compared when a token is verified. */
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import { counted } from "../common/duration.ts";
import type { Studio } from "../common/studio.ts";
import type { LocalFile } from "../program/file.ts";
import { type Status, nameTraits } from "../program/standing.ts";
import { rungs } from "../program/words.ts";
import { type CaseReader, caseReader, isCase } from "./cases.ts";
import type { Token } from "./collection.ts";
import { checkEntry } from "./entry-checks.ts";
import { type Settled, settledPeriods } from "./evidence.ts";
import { type Finding, compare } from "./finding.ts";
import { checkHolders } from "./holders.ts";
import { type Origin, originOf } from "./origin.ts";
import { type Case, digestOf, rebuild } from "./rebuild.ts";
import { checkCollection, checkShown } from "./token-checks.ts";
import { unlessRefused } from "../operations/unless-refused.ts";
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
  const { program, collection } = token;
  const at = { blockTag: block };
  const [status, uri, settled] = await Promise.all([
    studio.ledger.statusOf(program, at),
    unlessRefused(collection.tokenURI(token.id, at)),
    settledPeriods(studio, program, block),
  ]);
  const shown = rungs[Number(status.rung)] === "fallback" ? undefined : Number(status.evolutions) - 1;
  const cases = caseReader(studio, program, settled);
  const entries: Verified[] = [];
  for (const index of choose(Number(status.evolutions), shown)) {
    const one = await cases.read(index);
    if (isCase(one)) entries.push(await verify(studio, one));
  }
  const entry = shown === undefined ? undefined : await cases.read(shown);
  return {
    ...{ shown, status, entries },
    general: [
      await checkCollection(studio, token),
      ...(entry !== undefined && !isCase(entry)
        ? []
        : checkShown({ status, uri, version: (await cases.version(Number(status.version)))!, entry })),
      ...(await checkVersions(studio, token, file, cases)),
      checkCount(status, settled),
      ...cases.unreadable,
    ],
  };
}

/** Every version that an entry names, and the program's file here next to the one that is in force. */
async function checkVersions(studio: Studio, { program, name }: Token, file: LocalFile, { versions }: CaseReader) {
  const inForce = Number(await studio.ledger.versionOf(program));
  return versions.flatMap((one) => [
    ...checkVersion(one, versions.length === 1 ? "" : ` of version ${one.version}`),
    ...(one.version === inForce ? checkFile(one, name, file) : []),
  ]);
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
  const origin = event && (await originOf(studio, program, event));
  const holders = origin && (await checkHolders(studio, program, event, origin));
  return {
    one,
    ...(document === undefined ? {} : { document, digest: digestOf(document) }),
    state: vocabulary === undefined ? `#${state}` : nameTraits(vocabulary, state, 0n).state,
    origin,
    findings: [...checkEntry(one), ...(holders ? [holders] : [])],
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
