import { SourceMap } from "node:module";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import type { Bundled } from "./bundle.ts";

const SOURCES = fileURLToPath(new URL(".", import.meta.url));

/** What a bundle consists of. */
export const PARTS = ["feeds", "ai", "document", "program", "rest"] as const;
export type Part = (typeof PARTS)[number];

/** Folders and files of the parts; what stands nowhere here is the rest: the run, its budget and its effects. */
const PLACES: Readonly<Record<Exclude<Part, "rest">, readonly string[]>> = {
  feeds: ["feeds/", "observe.ts", "select.ts", "decimal.ts"],
  ai: ["ai/", "prompt.ts"],
  document: ["content/", "traits.ts"],
  program: ["programs/", "measures.ts"],
};

/** Bytes of a bundle by part, to the byte: each of its characters is looked up in the map from the bundle to the files. */
export function bytesByPart({ bundle, map, module }: Pick<Bundled, "bundle" | "map" | "module">): Record<Part, number> {
  const bytes = { feeds: 0, ai: 0, document: 0, program: 0, rest: 0 };
  const positions = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  module.split("\n").forEach((text, line) => {
    let column = 0;
    for (const character of `${text}\n`) {
      const entry = positions.findEntry(line, column);
      bytes[partOf("originalSource" in entry ? entry.originalSource : "")] += Buffer.byteLength(character);
      column += character.length;
    }
  });
  // The module's export becomes a return, and its last line has no end: what that saves is the frame's.
  const mapped = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  return { ...bytes, rest: bytes.rest + bundle.bytes - mapped };
}

function partOf(source: string): Part {
  const path = relative(SOURCES, resolve(SOURCES, decodeURIComponent(source))).replaceAll(sep, "/");
  const found = Object.entries(PLACES).find(([, places]) =>
    places.some((place) => (place.endsWith("/") ? path.startsWith(place) : path === place)),
  );
  // A program that is kept elsewhere, as tests do, is a program still.
  if (path.startsWith("../")) return "program";
  return (found?.[0] as Part | undefined) ?? "rest";
}
