/** What an update would change, in words. */
import type { Vocabulary } from "../../functions-source/content/vocabulary.ts";
import type { Terms } from "../../functions-source/registration.ts";
import { formatCount } from "../common/money.ts";
import { nameTraits } from "./standing.ts";
import { factor, readingOf, short, span } from "./words.ts";

/** A version of a program: what stands on the chain, or what its file makes. */
export interface Version {
  readonly terms: Terms;
  readonly vocabulary: Vocabulary;
  readonly source: string;
}

export type Change = readonly [what: string, from: string, to: string];

/** A rule of the ledger: history and multiplier are counted by them. */
const IMMUTABLE = ["anchor", "periodLength"] as const;

/** Those terms that differ and that no version may change. */
export function immutableChanges(old: Terms, fresh: Terms): readonly Change[] {
  return IMMUTABLE.filter((field) => old[field] !== fresh[field]).map((field) => [
    field,
    formatCount(old[field]),
    formatCount(fresh[field]),
  ]);
}

/** Empty when the file makes exactly what stands on the chain. */
export function changesOf(old: Version, fresh: Version): readonly Change[] {
  return [...sourceChanges(old, fresh), ...nameChanges(old, fresh), ...termChanges(old, fresh)];
}

function sourceChanges(old: Version, fresh: Version): Change[] {
  const changes: Change[] = [];
  if (old.terms.sourceHash !== fresh.terms.sourceHash) {
    const [before, after] = [old, fresh].map(
      ({ terms, source }) => `${short(terms.sourceHash)}, ${formatCount(Buffer.byteLength(source))} bytes`,
    );
    changes.push(["source", before!, after!]);
    const [at, gone, come] = firstDifference(old.source, fresh.source);
    changes.push([`source, from character ${formatCount(at)}`, gone, come]);
  }
  if (old.terms.promptDigest !== fresh.terms.promptDigest)
    changes.push(["prompt", short(old.terms.promptDigest), short(fresh.terms.promptDigest)]);
  return changes;
}

/** How much of two texts that differ is shown. */
const SHOWN = 60;

/** Where two texts begin to differ, and what stands there in each up to where they agree again, shortened. */
export function firstDifference(old: string, fresh: string): readonly [at: number, old: string, fresh: string] {
  let at = 0;
  while (at < old.length && old[at] === fresh[at]) at++;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - at;
  while (end < most && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const cut = (text: string): string => {
    const middle = text.slice(at, text.length - end);
    return middle.length > SHOWN ? `${middle.slice(0, SHOWN)}..` : middle || "nothing";
  };
  return [at, cut(old), cut(fresh)];
}

function nameChanges({ vocabulary: old }: Version, { vocabulary: fresh }: Version): Change[] {
  const lists = ({ states, traits, captions }: Vocabulary): Map<string, string> =>
    new Map([
      ["states", states.join(", ")],
      ...traits.map(
        ({ name, offset, width, values }) =>
          [`trait ${name}`, `${values.join(", ")} (bits ${offset} to ${offset + width - 1})`] as const,
      ),
      ...captions.map((caption, index) => [`caption ${index}`, caption] as const),
    ]);
  const [before, after] = [lists(old), lists(fresh)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) =>
    differing(what, before.get(what) ?? "none", after.get(what) ?? "none"),
  );
}

function termChanges(old: Version, fresh: Version): Change[] {
  const [before, after] = [inWords(old), inWords(fresh)];
  return [
    ...movesChanges(old, fresh),
    ...before.flatMap(([what, text], index) => differing(what, text, after[index]![1])),
  ];
}

function inWords({ terms, vocabulary }: Version): (readonly [what: string, text: string])[] {
  const { preset } = terms;
  const named = nameTraits(vocabulary, preset.state, preset.traits);
  return [
    ["data final after", span(terms.settleDelay)],
    ["stale after", `${terms.staleAfter} periods`],
    ["fallback after", `${terms.fallbackAfter} periods`],
    ["least multiplier", factor(terms.minMultiplier)],
    ["largest multiplier", factor(terms.maxMultiplier)],
    ["preset's state", named.state],
    ["preset's traits", Object.values(named.traits).join(", ")],
    ["preset's reading", readingOf(preset.reading)],
    ["preset's multiplier", factor(preset.multiplier)],
    ["reference feed", reference(terms)],
  ];
}

/** A Chainlink Data Feed that readings are compared with. */
export function reference({ referenceFeed, maxDeviation, referenceShift }: Terms): string {
  if (maxDeviation === 0n) return "none";
  return `${referenceFeed} within ${Number(maxDeviation) / 100} %, times 10^${referenceShift}`;
}

/** Moves that become possible, and moves that no longer are. */
function movesChanges(old: Version, fresh: Version): Change[] {
  const [before, after] = [movesOf(old), movesOf(fresh)];
  return [
    ...[...after].filter((move) => !before.has(move)).map((move): Change => [`move ${move}`, "refused", "allowed"]),
    ...[...before].filter((move) => !after.has(move)).map((move): Change => [`move ${move}`, "allowed", "refused"]),
  ];
}

function movesOf({ terms, vocabulary: { states } }: Version): Set<string> {
  const moves = states.flatMap((from, row) =>
    states.flatMap((to, column) => (mayMove(terms, row, column) ? [`${from} -> ${to}`] : [])),
  );
  return new Set(moves);
}

/** Whether the matrix allows a move. */
export function mayMove({ transitions }: Pick<Terms, "transitions">, from: number, to: number): boolean {
  return ((transitions >> BigInt(16 * from + to)) & 1n) === 1n;
}

function differing(what: string, from: string, to: string): Change[] {
  return from === to ? [] : [[what, from, to]];
}
