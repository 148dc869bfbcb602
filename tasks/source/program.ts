/** Programs as a command line names them. */
import { type Bundled, bundleWithParts } from "../../functions-source/bundle.ts";
import { programNames } from "../../functions-source/programs.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";

/** @throws TaskFailure naming those that there are */
export function requireProgram(name: string): string {
  const names = programNames();
  if (names.includes(name)) return name;
  const what = name === "" ? "Which program?" : `There is no program "${name}".`;
  throw wrongInput(`${what} functions-source/programs has ${names.join(", ")}.`, `npx --no hardhat program new NAME`);
}

/**
 * A program's bundle, from its file as it stands.
 *
 * @throws TaskFailure that says what is wrong in the file
 */
export async function bundleProgram(name: string): Promise<Bundled> {
  requireProgram(name);
  return bundleWithParts(name).catch((error: unknown) => {
    throw new TaskFailure((error as Error).message, { cause: error });
  });
}

/** `0x1234…abcd`. */
export function short(hash: string): string {
  return `${hash.slice(0, 6)}…${hash.slice(-4)}`;
}
