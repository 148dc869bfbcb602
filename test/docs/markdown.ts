/** What the tests of the documentation read out of Markdown files. */
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Folders that are installed or generated; see .gitignore. */
const NOT_OURS = new Set(["node_modules", "artifacts", "cache", "out", "types", "coverage", "deployments"]);

/** A fenced block of code. */
export interface Fence {
  /** File and number of the line that opens it, for messages. */
  readonly at: string;
  readonly language: string;
  readonly code: string;
}

/** A Markdown file, its path relative to the repository with forward slashes. */
export interface Page {
  readonly path: string;
  /** The text without fenced blocks. */
  readonly prose: string;
  readonly fences: readonly Fence[];
}

/** The project's own folders below one, by name. */
export function foldersIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !NOT_OURS.has(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** Every Markdown file of the project. */
export function readPages(folder = ""): Page[] {
  const here = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".md"));
  const below = foldersIn(folder).flatMap((name) => readPages(join(folder, name)));
  return [...here.map((name) => readPage(join(ROOT, folder, name))), ...below];
}

function readPage(file: string): Page {
  const path = relative(ROOT, file).replaceAll("\\", "/");
  const prose: string[] = [];
  const fences: Fence[] = [];
  let open: { at: string; language: string; lines: string[] } | undefined;
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    const mark = /^```(\w*)/.exec(line);
    if (mark === null) (open?.lines ?? prose).push(line);
    else if (open === undefined) open = { at: `${path}:${index + 1}`, language: mark[1] ?? "", lines: [] };
    else {
      fences.push({ at: open.at, language: open.language, code: `${open.lines.join("\n")}\n` });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${open.at}: the block of code is never closed.`);
  return { path, prose: prose.join("\n"), fences };
}

/** Where the links and images of a page point. */
export function linksOf({ prose }: Page): string[] {
  return [...prose.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** The code spans of a page. */
export function spansOf({ prose }: Page): string[] {
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
}

/** The anchors that a page's headings get on GitHub. */
export function anchorsOf({ prose }: Page): string[] {
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
