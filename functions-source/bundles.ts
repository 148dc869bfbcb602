import { readFileSync, writeFileSync } from "node:fs";

import type { Bundle } from "./bundle.ts";
import { programNames } from "./programs.ts";

/** Size and hashes of every bundle, committed so that a change of what the nodes run is seen. */
export const SNAPSHOT = new URL("bundles.json", import.meta.url);

/** What is committed of a bundle. */
export type Committed = Pick<Bundle, "bytes" | "hash" | "promptDigest">;

/** How a bundle stands to what is committed: a new program is not committed yet. */
export type Standing = "as committed" | "new" | "changed";

/** The committed bundles by program's name. */
export function committedBundles(file: string | URL = SNAPSHOT): Readonly<Record<string, Committed>> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, Committed>;
}

/** Compares a bundle with what is committed of it. */
export function standingOf({ name, bytes, hash, promptDigest }: Bundle, committed = committedBundles()): Standing {
  const entry = Object.hasOwn(committed, name) ? committed[name] : undefined;
  if (entry === undefined) return "new";
  const same = entry.bytes === bytes && entry.hash === hash && entry.promptDigest === promptDigest;
  return same ? "as committed" : "changed";
}

/** Programs that are committed and have no file any more. */
export function goneFrom(committed: Readonly<Record<string, Committed>>, names = programNames()): string[] {
  return Object.keys(committed).filter((name) => !names.includes(name));
}

/** Commits these bundles: writes them all, and nothing else, in the order of their names. */
export function writeBundles(bundles: readonly Bundle[], file: string | URL = SNAPSHOT): void {
  const entries = bundles.map(({ name, bytes, hash, promptDigest }) => [name, { bytes, hash, promptDigest }] as const);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, JSON.stringify(Object.fromEntries(sorted), null, 2) + "\n");
}
