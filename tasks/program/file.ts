/** A program's file in this folder, next to what stands on a chain. */
import { loadProgram, programNames } from "../../functions-source/programs.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Draft, draft } from "../operations/deployment.ts";

/** What is known of a program's file here. */
export type LocalFile =
  | { readonly found: "none" }
  | { readonly found: "broken"; readonly why: string }
  | ({ readonly found: "whole" } & Draft);

/** Looks for a program's file and bundles it. Views go on without one. */
export async function findFile(name: string): Promise<LocalFile> {
  if (!programNames().includes(name)) return { found: "none" };
  try {
    return { found: "whole", ...(await draft(name)) };
  } catch (error) {
    return { found: "broken", why: (error as Error).message };
  }
}

/** @throws TaskFailure when there is no such file, or when it cannot be bundled */
export async function requireFile(name: string): Promise<Draft> {
  const file = await findFile(name);
  if (file.found === "none")
    throw wrongInput(
      `There is no file functions-source/programs/${name}.ts; there are: ${programNames().join(", ")}.`,
      `npx --no hardhat program new ${name}`,
    );
  if (file.found === "broken")
    throw new TaskFailure(file.why, {
      remedy: `npx --no hardhat source bundle ${name}   (once the file is corrected)`,
    });
  return file;
}

/** What the unit of a program's readings is, where its file is here. */
export async function unitOf(name: string): Promise<string | undefined> {
  if (!programNames().includes(name)) return undefined;
  return loadProgram(name).then(
    ({ unit }) => unit,
    () => undefined,
  );
}
