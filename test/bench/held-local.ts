/** A process that opens what a measurement needs, and then measures without an end. Run by `local.test.ts`. */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { openLocal } from "../../bench/local.ts";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { folder, network } = await openLocal(4, Date.UTC(2024, 2, 1) / 1_000);
  const pids = network.nodes.map(({ pid }) => pid);
  process.stdout.write(`${JSON.stringify({ folder, files: await readdir(folder), pids })}\n`);
}
