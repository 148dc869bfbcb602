/** A program's history, entry by entry. */
import { toContentId } from "../../functions-source/content/contentId.ts";
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import { action } from "../common/action.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { table } from "../common/table.ts";
import { print, printJson } from "../common/terminal.ts";
import { parseWhole, requireName } from "../program/arguments.ts";
import { unitOf } from "../program/file.ts";
import { type Standing, endOf, nameTraits, readStanding, readTerms } from "../program/standing.ts";
import { dayOf, deciders, factor, readingOf } from "../program/words.ts";

interface Args {
  readonly name: string;
  readonly from: string;
  readonly limit: string;
  readonly json: boolean;
}

const MOST = 1_000;

export default action<Args>(async ({ name, from, limit, json }, hre) => {
  await using studio = await openStudio(hre);
  const standing = await readStanding(studio, requireName(studio, name));
  const length = Number(standing.status.evolutions);
  const count = parseWhole(limit, "--limit", [1, MOST]);
  if (length === 0 && !json)
    throw new TaskFailure(`${name} has not evolved yet.`, {
      remedy: command(studio.chain, `evolution status ${name}`),
    });
  const first = from === "" ? Math.max(0, length - count) : firstOf(from, length);
  const entries = await readEntries(studio, standing, first, Math.min(length, first + count));
  if (json) return printJson({ name, length, entries });
  const unit = await unitOf(name);
  print(`${name}: ${counted(length, "evolution")}${unit === undefined ? "" : `; readings in ${unit}`}`);
  print(historyTable(entries));
});

function firstOf(text: string, length: number): number {
  if (length === 0) throw wrongInput(`--from ${text}: there is no evolution yet.`);
  return parseWhole(text, "--from", [0, length - 1]);
}

type Entry = Awaited<ReturnType<typeof readEntries>>[number];

/** Entries from `first` up to, and without, `end`. */
async function readEntries(studio: Studio, standing: Standing, first: number, end: number) {
  const { ledger } = studio;
  const { id } = standing;
  const names = versionNames(studio, standing);
  const entries = [];
  for (let index = first; index < end; index++) {
    const [evolution, digest] = await Promise.all([ledger.evolutionAt(id, index), ledger.contentDigestAt(id, index)]);
    const { period, settledAt, version, reading, multiplier } = evolution;
    const { terms, vocabulary } = await names(Number(version));
    const { state, traits, caption } = nameTraits(vocabulary, evolution.state, evolution.traits);
    entries.push({
      ...{ index, period, settledAt, version, state, traits, caption, reading, multiplier, digest },
      begin: endOf(terms, period) - Number(terms.periodLength),
      decider: deciders[Number(evolution.decider)]!,
      contentId: toContentId(digest),
    });
  }
  return entries;
}

/** Terms and names by version, each read once. */
function versionNames(studio: Studio, { id, version: current, terms, vocabulary }: Standing) {
  const read = new Map([[current, Promise.resolve({ terms, vocabulary })]]);
  return (version: number) => {
    const known =
      read.get(version) ??
      readTerms(studio, id, version).then((old) => ({ terms: old, vocabulary: decodeVocabulary(old.vocabulary) }));
    read.set(version, known);
    return known;
  };
}

function historyTable(entries: readonly Entry[]): string {
  return table(
    [
      { title: "#", align: "right" },
      { title: "period of" },
      { title: "state" },
      { title: "reading", align: "right" },
      { title: "by" },
      { title: "factor" },
      { title: traitTitle(entries) },
      { title: "content id" },
    ],
    entries.map(({ index, begin, state, reading, decider, multiplier, traits, contentId }) => [
      String(index),
      dayOf(begin),
      state,
      readingOf(reading),
      decider,
      factor(multiplier),
      traitWords(traits),
      `..${contentId.slice(-8)}`,
    ]),
  );
}

/** The names of the traits, whose values stand below in the same order. */
function traitTitle([first]: readonly Entry[]): string {
  return first === undefined ? "" : Object.keys(withoutCaption(first.traits)).join(" ");
}

function traitWords(traits: Readonly<Record<string, string>>): string {
  return Object.values(withoutCaption(traits)).join(" ");
}

/** It follows from state and mood. */
function withoutCaption(traits: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { caption: _, ...others } = traits;
  return others;
}
