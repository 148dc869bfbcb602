/** Independent runs of one question, byte by byte. */
import type { NodeRun, SingleRun } from "./run.ts";
import type { Told } from "./told.ts";

/** Nodes of all runs that told just this. */
export interface Answer {
  readonly bytes: string;
  readonly told: Told;
  readonly count: number;
}

export interface Comparison {
  readonly runs: number;
  /** Nodes that answered, of all runs together. */
  readonly observations: number;
  /** The most frequent first; one if nothing ever differed. */
  readonly answers: readonly Answer[];
  /** Fields in which answers differ, with how often each of their values came. */
  readonly differences: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Runs in which all nodes told the same. */
  readonly alike: number;
}

export function compare(runs: readonly SingleRun[]): Comparison {
  const told = runs.flatMap(({ nodes }) => nodes.filter((node) => node.told !== undefined));
  const byBytes = groups(told, bytesOf);
  const answers = [...byBytes].map(([bytes, of]) => ({ bytes, told: of[0]!.told!, count: of.length }));
  return {
    runs: runs.length,
    observations: told.length,
    answers: answers.toSorted((a, b) => b.count - a.count),
    differences: differencesOf(told),
    alike: runs.filter(({ nodes }) => new Set(nodes.map(bytesOf)).size === 1).length,
  };
}

/** An answer as its bytes, an error as its bytes: never equal to each other. */
export function bytesOf({ observed }: NodeRun): string {
  if (observed === undefined) return "";
  return observed.error === "0x" ? observed.result : `error ${observed.error}`;
}

function differencesOf(told: readonly NodeRun[]): Comparison["differences"] {
  const fields = told.map((node) => fieldsOf(node.told!));
  const names = new Set(fields.flatMap((each) => Object.keys(each)));
  const counted = [...names].map((name) => {
    const values = groups(fields, (each) => each[name] ?? "none");
    return [name, Object.fromEntries([...values].map(([value, of]) => [value, of.length]))] as const;
  });
  return Object.fromEntries(counted.filter(([, values]) => Object.keys(values).length > 1));
}

/** What a person would compare; the digest differs with any of it. */
function fieldsOf(told: Told): Readonly<Record<string, string>> {
  const { kind } = told;
  if (kind === "error") return { kind, error: told.text };
  if (kind === "bytes") return { kind, bytes: told.bytes };
  const reading = told.reading.toString();
  if (kind === "HOLD") return { kind, reading };
  const { state, traits, decider, multiplier } = told;
  return { kind, reading, state, ...traits, decider, multiplier: String(multiplier) };
}

function groups<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return found;
}
