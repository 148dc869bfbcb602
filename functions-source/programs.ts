import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { evaluate, shown } from "./evaluate.ts";
import type { Program } from "./program.ts";
import { checkShape } from "./shape.ts";

/** Where programs are found: every `.ts` file in it is one. */
export const PROGRAMS = new URL("./programs/", import.meta.url);

/** The names of all programs: the files of `programs/`. */
export function programNames(folder: URL = PROGRAMS): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3))
    .sort();
}

/** A program's file. */
export function fileOf(name: string, folder: URL = PROGRAMS): string {
  return fileURLToPath(new URL(`${name}.ts`, folder));
}

/**
 * Loads a program by name, as its file stands now: after an edit the next call gives what was written. Throws one error
 * that says what to do when there is none of that name, when the file cannot be read as TypeScript or run, or when what
 * it exports is not of a program's shape. Whether it keeps a program's rules is `validateProgram`'s to say.
 */
export async function loadProgram(name: string, folder: URL = PROGRAMS): Promise<Program> {
  const names = programNames(folder);
  if (!names.includes(name)) {
    const place = folder === PROGRAMS ? "functions-source/programs" : fileURLToPath(folder);
    throw new Error(`There is no program "${name}"; ${place} has ${names.join(", ") || "none"}.`);
  }
  const file = fileOf(name, folder);
  const { module, lineOf } = await evaluate(file);
  return checkShape(module, { name, file: shown(file), lineOf });
}
