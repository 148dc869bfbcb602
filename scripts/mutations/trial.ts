/** One mutation, applied, tried and taken back. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { mutate, type Mutation } from "../../test/mutations/index.ts";

import { runSolidityTest, type TestRun } from "./solidity-test.ts";

/** What became of a mutation: only RED is as it should be. */
export interface Verdict {
  /** `GREEN`: nothing noticed it. `OTHER`: red, but not for the law that it breaks. `LOST`: its text no longer stands in the file. */
  readonly colour: "RED" | "GREEN" | "OTHER" | "LOST";
  /** What the test said, or why there was none. */
  readonly message: string;
}

/** Tries a mutation in a copy of the project, which is afterwards as it was. */
export async function tryMutation(project: string, mutation: Mutation, signal: AbortSignal): Promise<Verdict> {
  const file = join(project, mutation.file);
  const source = await readFile(file, "utf8");
  let broken: string;
  try {
    broken = mutate(source, mutation);
  } catch (error) {
    return { colour: "LOST", message: (error as Error).message };
  }
  await writeFile(file, broken);
  try {
    return verdictOf(mutation, await runSolidityTest(project, mutation.guardedBy, signal));
  } finally {
    await writeFile(file, source);
  }
}

/** Judges a test run with a mutation in it. */
export function verdictOf({ law }: Pick<Mutation, "law">, { code, output }: TestRun): Verdict {
  if (code === 0) return { colour: "GREEN", message: "all passing" };
  // A failing test writes "Error: <message>" below its name; a build that fails writes no count of failing tests.
  const message = /^\s*\d+ failing$/m.test(output) ? /^\s*Error: (.*)$/m.exec(output)?.[1] : undefined;
  if (message === law) return { colour: "RED", message };
  return { colour: "OTHER", message: message ?? output.trim() };
}
