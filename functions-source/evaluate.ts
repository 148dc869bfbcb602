import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build, type BuildFailure, type Message } from "esbuild";

const SOURCES = fileURLToPath(new URL(".", import.meta.url));

/** A file's exports, and where a name stands in its text. */
export interface Evaluated {
  readonly module: Readonly<Record<string, unknown>>;
  /** Number of the only line that gives this member a value, undefined when there is none or several. */
  readonly lineOf: (member: string) => number | undefined;
}

/** By text, so that what has not changed stays the same objects. */
const evaluated = new Map<string, Promise<Record<string, unknown>>>();

/**
 * Reads and runs a TypeScript file with what it imports, as both stand now: a plain `import` gives what stood there
 * first. Throws one sentence with file and line when it is no TypeScript, imports what there is not or what a program
 * must not, or fails when it is run.
 */
export async function evaluate(file: string): Promise<Evaluated> {
  const { code, map, inputs } = await compile(file);
  const stranger = inputs.find(
    (input) => relative(SOURCES, input).startsWith("..") && dirname(input) !== dirname(file),
  );
  if (stranger !== undefined)
    throw new Error(
      `${shown(file)}: it imports ${shown(stranger)}, but the nodes only get functions-source; ${IMPORTS}.`,
    );
  const url = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  const running = evaluated.get(code) ?? (import(url) as Promise<Record<string, unknown>>);
  evaluated.set(code, running);
  const module = await running.catch((error: unknown) => {
    throw new Error(`${placeOf(error, map, file)}: it fails when it is loaded: ${(error as Error).message}.`);
  });
  return { module, lineOf: (member) => lineOf(readFileSync(file, "utf8"), member) };
}

const IMPORTS = 'import from there, such as "../feeds/kraken.ts"';

interface Compiled {
  readonly code: string;
  readonly map: string;
  /** Absolute paths of all files that went into it. */
  readonly inputs: readonly string[];
}

async function compile(file: string): Promise<Compiled> {
  const options = { bundle: true, write: false, format: "esm", target: "es2022", platform: "neutral" } as const;
  // Whatever lies above the file: what is imported must be there, used or not.
  const settings = { tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } } as const;
  const quiet = { logLevel: "silent", sourcemap: "external", outdir: dirname(file), metafile: true } as const;
  try {
    const { outputFiles, metafile } = await build({ ...options, ...settings, ...quiet, entryPoints: [file] });
    const text = (suffix: string): string => outputFiles.find(({ path }) => path.endsWith(suffix))!.text;
    return { code: text(".js"), map: text(".map"), inputs: Object.keys(metafile.inputs).map((path) => resolve(path)) };
  } catch (error) {
    const [first] = (error as Partial<BuildFailure>).errors ?? [];
    throw first === undefined ? error : new Error(explain(first, file));
  }
}

function explain({ text, location }: Message, file: string): string {
  const missing = /^Could not resolve "(.*)"/.exec(text);
  const hint = text.startsWith("No matching export") ? '; a type is imported with "import type"' : "";
  const what = missing === null ? text + hint : `there is nothing to import at "${missing[1]}"; ${IMPORTS}`;
  if (location === null) return `${shown(file)}: ${what}.`;
  return `${shown(resolve(location.file))}, line ${location.line} (${location.lineText.trim()}): ${what}.`;
}

/** The innermost line of the file that an error came through, else only the file. */
function placeOf(error: unknown, map: string, file: string): string {
  const positions = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const frames = [...String((error as Error).stack).matchAll(/;base64,[\w+/=]+:(\d+):(\d+)/g)];
  const entries = frames.map(([, line, column]) => positions.findEntry(Number(line) - 1, Number(column) - 1));
  const own = entries.find(
    (entry) => "originalSource" in entry && resolve(dirname(file), entry.originalSource) === file,
  );
  if (own === undefined || !("originalLine" in own)) return shown(file);
  const text = readFileSync(file, "utf8").split("\n")[own.originalLine]?.trim();
  return `${shown(file)}, line ${own.originalLine + 1} (${text})`;
}

/** A file as messages name it: from the repository on, if it lies there. */
export function shown(file: string): string {
  const path = relative(dirname(SOURCES), file);
  return path.startsWith("..") ? file : path.replaceAll("\\", "/");
}

function lineOf(text: string, member: string): number | undefined {
  const hits = text
    .split("\n")
    .flatMap((line, index) =>
      new RegExp(`^\\s*(export )?(const )?${member}\\b\\s*[:,=(]`).test(line) ? [index + 1] : [],
    );
  return hits.length === 1 ? hits[0] : undefined;
}
