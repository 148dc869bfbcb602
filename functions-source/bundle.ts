import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";
import { keccak256, toUtf8Bytes } from "ethers";

import { promptOf } from "./prompt.ts";
import { loadProgram, programNames } from "./programs.ts";
import { validateProgram } from "./validate.ts";

/** Largest bundle in bytes: what a request costs grows with it. */
export const MAX_BUNDLE_BYTES = 6_400;

/** The source text of one program as the nodes run it. */
export interface Bundle {
  readonly name: string;
  readonly source: string;
  readonly bytes: number;
  /** keccak-256 of the source's UTF-8 bytes, `0x` and 64 digits */
  readonly hash: string;
  /** sha-256 of the prompt text, `0x` and 64 digits */
  readonly promptDigest: string;
}

/**
 * Properties that never leave the run: the bundle gives them names of one letter. None of them may occur in a
 * provider's JSON, in the document or in a platform object.
 */
const INTERNAL = (
  "address ask atOnce bytes decide decimals energies feeds init longest maxAge measure measured moods moved multipliers on palettes presetState " +
  "quantum requests rows secret select spent states subject threshold timeoutMs told transitions units url"
).replaceAll(" ", "|");

/** Bundles a program: its core, the run and the sandbox's part, without what only people read. */
export async function bundle(name: string): Promise<Bundle> {
  const program = await loadProgram(name);
  validateProgram(program);
  const result = await build({
    stdin: { contents: entry(name), resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    mangleProps: new RegExp(`^(${INTERNAL})$`),
    legalComments: "none",
  });
  // Modules are minified one by one: only a second pass sees the whole.
  const whole = await transform(result.outputFiles[0]!.text, {
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
  });
  const source = checkSource(name, asFunctionBody(whole.code));
  return {
    name,
    source,
    bytes: Buffer.byteLength(source),
    hash: keccak256(toUtf8Bytes(source)),
    promptDigest: "0x" + createHash("sha256").update(promptOf(program.core)).digest("hex"),
  };
}

function entry(name: string): string {
  return `import { core } from "./programs/${name}.ts"; import { run } from "./sandbox.ts"; export const answer = run(core);`;
}

/** A sandbox wraps the source in an async function: the module's only export becomes the returned value. */
function asFunctionBody(module: string): string {
  const exported = /export\{(\S+) as answer\};\s*$/;
  if (!exported.test(module))
    throw new Error("The bundler no longer ends in the export of `answer`; adapt asFunctionBody.");
  // The minifier may name a variable `$`; before `&&` it would read as `$&`, which programs' texts never hold (see
  // validate.ts).
  return module.replace(exported, (_, local: string) => `return ${local}`).replaceAll("$&", () => "$ &");
}

/** Throws, with what to do, unless the text can travel in a request and run in every sandbox. */
export function checkSource(name: string, source: string): string {
  const bytes = Buffer.byteLength(source);
  if (bytes > MAX_BUNDLE_BYTES)
    throw new Error(
      `The bundle of ${name} has ${bytes} bytes, over ${MAX_BUNDLE_BYTES}: shorten its prompt or its names.`,
    );
  const pattern = /\$[$&`']/.exec(source);
  if (pattern)
    throw new Error(
      `The bundle of ${name} holds "${pattern[0]}" at ${pattern.index}, which simulators that insert it with String.replace corrupt: reword the text there.`,
    );
  const AsyncFunction = (async () => {}).constructor as new (body: string) => unknown;
  try {
    new AsyncFunction(source);
  } catch (error) {
    throw new Error(`The bundle of ${name} is not the body of an async function: ${(error as Error).message}.`);
  }
  return source;
}

/** Size and hashes of every bundle, committed so that a change of what the nodes run is seen. */
const SNAPSHOT = new URL("bundles.json", import.meta.url);

/**
 * `node functions-source/bundle.ts [--check]`: prints all bundles and writes `bundles.json`, or fails when it differs.
 */
async function main(): Promise<void> {
  const bundles = await Promise.all(programNames().map(bundle));
  for (const { name, bytes, hash } of bundles)
    console.log(`${name.padEnd(18)} ${String(bytes).padStart(5)} bytes  ${hash}`);
  const entries = bundles.map(({ name, bytes, hash, promptDigest }) => [name, { bytes, hash, promptDigest }]);
  const snapshot = JSON.stringify(Object.fromEntries(entries), null, 2) + "\n";
  if (!process.argv.includes("--check")) writeFileSync(SNAPSHOT, snapshot);
  else if (readFileSync(SNAPSHOT, "utf8") !== snapshot)
    throw new Error(
      "functions-source/bundles.json differs from the bundles: run node functions-source/bundle.ts and commit it.",
    );
}

if (import.meta.main) await main();
