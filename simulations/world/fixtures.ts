import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { DAY, parseIsoDate } from "./days.ts";
import type { WorldReply } from "./exchange.ts";
import { checkFixture, FixtureError, type Fixture, type FixtureEntry } from "./fixtures-format.ts";
import { withoutKeys } from "./fixtures-keys.ts";

export { checkFixture, FIXTURE_SCHEMA, FixtureError, KEPT_HEADERS } from "./fixtures-format.ts";
export type { Fixture, FixtureEntry } from "./fixtures-format.ts";
export { isKeyName, keysIn, withoutKeys } from "./fixtures-keys.ts";

/** Where fixtures lie unless told otherwise: `<program>/<provider>.json` in here. */
export const FIXTURES_FOLDER = fileURLToPath(new URL("fixtures", import.meta.url));

/** Reads and checks a fixture. Throws a `FixtureError` that names the file and what is wrong in it. */
export function readFixture(file: string): Fixture {
  return checkFixture(parsed(file), file);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new FixtureError(file, "", isMissing ? "does not exist" : `cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Checks a fixture and writes it, its entries in the order of their days, in the layout that the formatter wants. The file is
 * whole at every moment: what is interrupted leaves the one before.
 */
export function writeFixture(file: string, fixture: Fixture): void {
  const entries = fixture.entries.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const { schema, provider, host, licence, source, synthetic } = checkFixture({ ...fixture, entries }, file);
  const text = JSON.stringify({ schema, provider, host, licence, source, synthetic, entries }, null, 2);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text.replace(/^( *"days": )\[\n([^\]]+)\n *\]/gm, inOneLine) + "\n");
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function orderOf({ days, request }: FixtureEntry): string {
  return `${days[0]} ${request.url}`;
}

function inOneLine(whole: string, name: string, days: string): string {
  const line = `${name}[${days.trim().replaceAll(/\n */g, " ")}]`;
  return line.length + ",".length > 120 ? whole : line;
}

/** Every fixture in a folder, at any depth, by path; nothing where there is no such folder. */
export function fixtureFiles(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(folder, name));
}

/** Answers recorded requests. */
export interface FixtureResponder {
  readonly fixtures: readonly Fixture[];
  /** The recorded entry of a request, its keys aside. */
  find(method: string, url: string): FixtureEntry | undefined;
  /**
   * The recorded answer, or undefined where none is recorded, or where none of its days has ended by `now`, unix seconds:
   * a world does not tell its future.
   */
  answer(method: string, url: string, now: number): WorldReply | undefined;
}

/**
 * Answers what is recorded in a fixture, in every fixture of a folder, or in a list of both. Of two answers to one request the
 * one that came later counts. Throws a `FixtureError` for the first that cannot be used, and for a path that is not there.
 */
export function fixtureResponder(where: string | readonly string[]): FixtureResponder {
  const fixtures = [where].flat().flatMap(filesAt).map(readFixture);
  const byUrl = new Map<string, FixtureEntry>();
  for (const entry of fixtures.flatMap(({ entries }) => entries)) {
    const other = byUrl.get(entry.request.url);
    if (other === undefined || other.retrievedAt <= entry.retrievedAt) byUrl.set(entry.request.url, entry);
  }
  const find = (method: string, url: string) => (method === "GET" ? byUrl.get(withoutKeys(url)) : undefined);
  return {
    fixtures,
    find,
    answer(method, url, now) {
      const entry = find(method, url);
      return entry !== undefined && now >= endOf(entry.days[0]!) ? entry.response : undefined;
    },
  };
}

function filesAt(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new FixtureError(path, "", "does not exist");
  return stats.isDirectory() ? fixtureFiles(path) : [path];
}

function endOf(date: string): number {
  return (parseIsoDate(date)! + 1) * DAY;
}
