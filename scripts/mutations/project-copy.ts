/** A copy of the project to break: sources of its own, dependencies by link. */
import { cp, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";

/** What is linked, made by building, or of no use to a build. */
const LEFT_OUT = new Set([".git", "node_modules", "artifacts", "cache", "types", "out", "coverage"]);

/** Copies the project's sources into a folder. */
export async function copyProject(root: string, folder: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => !LEFT_OUT.has(name));
  for (const name of names) await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
}
