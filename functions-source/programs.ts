import { readdirSync } from "node:fs";

import type { Program } from "./program.ts";

const FOLDER = new URL("./programs/", import.meta.url);

/** The names of all programs: the files of `programs/`. */
export function programNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3))
    .sort();
}

/** Loads a program by name. */
export async function loadProgram(name: string): Promise<Program> {
  if (!programNames().includes(name))
    throw new Error(`There is no program "${name}"; functions-source/programs has ${programNames().join(", ")}.`);
  const module = (await import(new URL(`${name}.ts`, FOLDER).href)) as { default: Program };
  if (module.default?.core?.name !== name)
    throw new Error(`programs/${name}.ts must export by default a program whose core is named "${name}".`);
  return module.default;
}
