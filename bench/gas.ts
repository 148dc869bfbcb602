/**
 * `node bench/gas.ts [--check]`: writes the gas snapshot, or with `--check` compares a new one with the committed one and names every
 * difference. The chain that it is taken on is the same to the last byte every time, so any difference comes from the code.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import hre from "hardhat";

import { UsageError, exitCodeOf } from "../simulations/usage-error.ts";
import { takeSnapshot } from "./actions.ts";
import { differences } from "./differences.ts";

const FILE = fileURLToPath(new URL("./gas-snapshot.json", import.meta.url));

/** @throws UsageError for anything else */
function readOptions(): { readonly check: boolean } {
  try {
    return parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\nnode bench/gas.ts [--check]`, { cause: error });
  }
}

async function main(): Promise<boolean> {
  const values = readOptions();
  await hre.tasks.getTask("build").run({ quiet: true });
  const now = await takeSnapshot();
  if (!values.check) {
    await writeFile(FILE, `${JSON.stringify(now, null, 2)}\n`);
    console.log(`gas snapshot: ${Object.keys(now).length} figures written to bench/gas-snapshot.json`);
    return true;
  }
  const committed = JSON.parse(await readFile(FILE, "utf8")) as Record<string, number>;
  const found = differences(committed, now);
  for (const line of found) console.error(line);
  console.log(
    found.length === 0
      ? `gas snapshot: ${Object.keys(now).length} figures as committed`
      : `gas snapshot: ${found.length} figures differ. If they should, run \`node bench/gas.ts\` and commit bench/gas-snapshot.json.`,
  );
  return found.length === 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = exitCodeOf(error);
}
