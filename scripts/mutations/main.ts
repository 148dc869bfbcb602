/**
 * `npm run test:mutations [-- text ...]`: breaks a copy of the project in every way of test/mutations, or in those whose
 * name contains a text, one at a time, and sees whether the test named there turns red. Exit code 1 unless all do.
 */
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

import { createTempFolder, removeTempFolder } from "../../simulations/network/temp-folder.ts";
import { MUTATIONS, type Mutation } from "../../test/mutations/index.ts";

import { copyProject } from "./project-copy.ts";
import { tryMutation } from "./trial.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The mutations to try; ends the process with the list of all if a text is in no name. */
function chosen(texts: readonly string[]): readonly Mutation[] {
  const unknown = texts.find((text) => !MUTATIONS.some(({ name }) => name.includes(text)));
  if (unknown !== undefined) {
    const names = MUTATIONS.map(({ name }) => `  ${name}`).join("\n");
    console.error(`No mutation has "${unknown}" in its name. Give a part of one of:\n${names}`);
    process.exit(2);
  }
  return texts.length === 0 ? MUTATIONS : MUTATIONS.filter(({ name }) => texts.some((text) => name.includes(text)));
}

/** Tries the mutations in turn and prints a line for each; returns how many were seen red. */
async function tryAll(project: string, mutations: readonly Mutation[], signal: AbortSignal): Promise<number> {
  const width = Math.max(...mutations.map(({ name }) => name.length));
  const line = (colour: string, seconds: string, name: string, message: string): void =>
    console.log(`${colour.padEnd(5)} ${seconds.padStart(7)}  ${name.padEnd(width)}  ${message}`);
  line("", "seconds", "mutation", "seen");
  let red = 0;
  for (const mutation of mutations) {
    const began = performance.now();
    const { colour, message } = await tryMutation(project, mutation, signal);
    if (signal.aborted) break;
    line(colour, ((performance.now() - began) / 1000).toFixed(1), mutation.name, message);
    if (colour === "RED") ++red;
  }
  return red;
}

const mutations = chosen(process.argv.slice(2));
const stop = new AbortController();
for (const signal of SIGNALS) process.once(signal, () => stop.abort(signal));

const project = await createTempFolder();
try {
  await copyProject(ROOT, project);
  const red = await tryAll(project, mutations, stop.signal);
  console.log(`mutations: ${red} of ${mutations.length} seen red`);
  process.exitCode = red === mutations.length ? 0 : 1;
} finally {
  await removeTempFolder(project);
}
if (stop.signal.aborted) process.exitCode = 128 + constants.signals[stop.signal.reason as (typeof SIGNALS)[number]];
