import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";
import { keccak256, toUtf8Bytes } from "ethers";

import type { Program } from "./program.ts";
import { promptOf } from "./prompt.ts";
import { PROGRAMS, fileOf, loadProgram } from "./programs.ts";
import { validateProgram } from "./validate.ts";

/** Largest bundle in bytes: what a request costs grows with it. */
export const MAX_BUNDLE_BYTES = 6_000;

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

const SOURCES = fileURLToPath(new URL(".", import.meta.url));

/**
 * Properties that never leave the run: the bundle gives them names of one letter. None of them may occur in a
 * provider's JSON, in the document or in a platform object.
 */
const INTERNAL = (
  "address ask atOnce bytes decide decimals energies feeds init longest maxAge measure measured moods moved multipliers on palettes presetState " +
  "quantum requests rows secret select spent states subject threshold timeoutMs told transitions units url"
).replaceAll(" ", "|");

/** Bundles a program: its core, the run and the sandbox's part, without what only people read. */
export async function bundle(name: string, folder: URL = PROGRAMS): Promise<Bundle> {
  return (await bundleWithParts(name, folder)).bundle;
}

/** A bundle, and what it was made of. */
export interface Bundled {
  readonly program: Program;
  readonly bundle: Bundle;
  /** Absolute paths of the files that it holds parts of. */
  readonly inputs: readonly string[];
  /** Source map (ECMA-426) from the module before {@link asFunctionBody} to the files. */
  readonly map: string;
  /** The text that the map is about. */
  readonly module: string;
}

/** As {@link bundle}, with the files and positions that every byte comes from. */
export async function bundleWithParts(name: string, folder: URL = PROGRAMS): Promise<Bundled> {
  const program = await loadProgram(name, folder);
  validateProgram(program);
  const result = await build({
    stdin: { contents: entry(fileOf(name, folder)), resolveDir: SOURCES, loader: "ts" },
    // Paths in the metafile and the map are relative to it.
    absWorkingDir: SOURCES,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    mangleProps: new RegExp(`^(${INTERNAL})$`),
    legalComments: "none",
    metafile: true,
    sourcemap: "inline",
    sourcesContent: false,
  });
  // Modules are minified one by one: only a second pass sees the whole.
  const whole = await transform(result.outputFiles[0]!.text, {
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    sourcemap: "external",
  });
  const source = checkSource(name, asFunctionBody(whole.code));
  const files = Object.keys(result.metafile.inputs).filter((input) => input !== "<stdin>");
  return {
    program,
    bundle: {
      name,
      source,
      bytes: Buffer.byteLength(source),
      hash: keccak256(toUtf8Bytes(source)),
      promptDigest: "0x" + createHash("sha256").update(promptOf(program.core)).digest("hex"),
    },
    inputs: files.map((input) => resolve(SOURCES, input)),
    map: whole.map,
    module: whole.code,
  };
}

function entry(file: string): string {
  return `import { core } from ${JSON.stringify(file)}; import { run } from "./sandbox.ts"; export const answer = run(core);`;
}

/** A sandbox wraps the source in an async function, which returns what the module's last statement exports. */
function asFunctionBody(module: string): string {
  const exported = /[,;](?:var )?([\w$]+)=([\w$]+\([\w$]+\));export\{\1 as answer\};\s*$/;
  if (!exported.test(module))
    throw new Error("The bundler no longer ends in the export of `answer`; adapt asFunctionBody.");
  // The minifier may name a variable `$`; before `&&` it would read as `$&`, which programs' texts never hold (see
  // validate.ts).
  return module.replace(exported, (_, __, value: string) => `;return ${value}`).replaceAll("$&", () => "$ &");
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
