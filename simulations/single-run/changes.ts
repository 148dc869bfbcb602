/** Waits for an edit of source files. */
import { type FSWatcher, readFileSync, readdirSync, watch } from "node:fs";
import { dirname, join } from "node:path";

/** Files as they stood, by path. */
export type Snapshot = ReadonlyMap<string, string>;

/** Editors write a file in several steps: whatever follows within these milliseconds belongs to the same edit. */
const SETTLE_MS = 20;

/** All TypeScript files in and below a folder. */
export function snapshotOf(folder: string): Snapshot {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return new Map(files.map((file) => [join(folder, file), read(join(folder, file))]));
}

/**
 * Waits until files of a folder differ from a snapshot; returns their paths. An edit that came before the call counts, one that changes
 * nothing does not. Folders are watched rather than files, since editors put new files in the place of old ones.
 *
 * @param counts which files matter
 * @returns undefined when the signal came first
 */
export function nextChange(
  folder: string,
  before: Snapshot,
  counts: (file: string) => boolean,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const watchers: FSWatcher[] = [];
    const end = (changed: string[] | undefined): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      signal.removeEventListener("abort", abort);
      resolve(changed);
    };
    const abort = (): void => end(undefined);
    const look = (): void => {
      const changed = differences(before, snapshotOf(folder)).filter(counts);
      if (changed.length > 0) end(changed);
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE_MS);
    };
    if (signal.aborted) return end(undefined);
    signal.addEventListener("abort", abort);
    const folders = new Set([folder, ...[...before.keys()].map((file) => dirname(file))]);
    for (const each of folders) watchers.push(watch(each, soon));
    soon();
  });
}

function differences(before: Snapshot, after: Snapshot): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file));
}

/** Empty for a file that is just being replaced. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
