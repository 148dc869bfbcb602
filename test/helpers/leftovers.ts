/** What a process of ours must not leave behind. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { tempParent } from "../../simulations/network/temp-folder.ts";

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Temp folders that belong to a process. */
export async function foldersOf(pid: number): Promise<string[]> {
  const names = await readdir(tempParent()).catch(() => []);
  const owners = await Promise.all(
    names.map((name) => readFile(join(tempParent(), name, "owner.pid"), "utf8").catch(() => "")),
  );
  return names.filter((_, index) => owners[index] === String(pid));
}
