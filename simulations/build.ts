/** The contracts as a story or a measurement needs them: built, without a word when there is nothing to say. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import hre from "hardhat";

/**
 * Compiles what has changed since the last build.
 *
 * @param announce is called first when nothing is built yet: then it takes half a minute to two
 */
export async function buildContracts(announce: (line: string) => void): Promise<void> {
  if (!existsSync(join(hre.config.paths.artifacts, "contracts"))) {
    announce("build: compiling contracts (half a minute to two)");
  }
  const { log } = console;
  // Hardhat prints an empty line for each compiler run, even for a quiet one without warnings.
  console.log = (...words: unknown[]) => void (words.length > 0 && log(...words));
  try {
    await hre.tasks.getTask("build").run({ quiet: true });
  } finally {
    console.log = log;
  }
}
