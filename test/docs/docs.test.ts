import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { HEADER } from "../../simulations/story/table.ts";
import { ROOT, type Page, anchorsOf, foldersIn, linksOf, readPages, spansOf } from "./markdown.ts";

const pages = readPages();

/** What stands behind every sentence of the form "every X of every page". */
function everyPage(find: (page: Page) => readonly string[]): string[] {
  return pages.flatMap((page) => find(page).map((what) => `${page.path}: ${what}`));
}

function isBroken(page: Page, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page.path : join(dirname(page.path), path).replaceAll("\\", "/");
  if (!existsSync(join(ROOT, target))) return true;
  if (anchor === undefined) return false;
  const found = pages.find((each) => each.path === target);
  return found === undefined || !anchorsOf(found).includes(anchor);
}

/** Paths of the README's folder map: two spaces are one level. */
function mapOf(page: Page): string[] {
  const map = page.fences.find(({ code }) => code.startsWith("contracts/"));
  if (map === undefined) throw new Error("README.md has no block of code that begins with contracts/.");
  let parent = "";
  return map.code
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [, indent = "", name = ""] = /^( *)(\S+)\/ /.exec(line) ?? [];
      if (indent === "") parent = name;
      return indent === "" ? name : `${parent}/${name}`;
    });
}

describe("documentation", () => {
  it("has no broken link, image or anchor", () => {
    expect(everyPage((page) => linksOf(page).filter((link) => isBroken(page, link)))).to.deep.equal([]);
  });

  it("links every page of docs/ from the README", () => {
    const linked = new Set(linksOf(pageAt("README.md")));
    const unlinked = pages.filter(({ path }) => path.startsWith("docs/") && !linked.has(path));
    expect(unlinked.map(({ path }) => path)).to.deep.equal([]);
  });

  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
    const named = (page: Page): string[] =>
      [...spansOf(page), ...page.fences.map(({ code }) => code)].flatMap((text) =>
        [...text.matchAll(/\bnpm (?:run )?([a-z-]+)/g)]
          .map(([, name = ""]) => name)
          .filter((name) => !["ci", "install", "exec"].includes(name)),
      );
    expect(pages.flatMap(named)).to.include.members(["start", "test", "check", "bench"]);
    expect(everyPage((page) => named(page).filter((name) => !Object.hasOwn(scripts, name)))).to.deep.equal([]);
  });

  it("names only files and folders that exist", () => {
    const paths = new RegExp(`^(${foldersIn("").join("|")})/[\\w./-]*$`);
    // What a page has its reader make with `program new` is not there yet.
    const made = ({ fences }: Page): string[] =>
      fences.flatMap(({ code }) => [...code.matchAll(/\bprogram new ([\w-]+)/g)].map(([, name = ""]) => name));
    const missing = (page: Page): string[] =>
      spansOf(page).filter(
        (span) => paths.test(span) && !existsSync(join(ROOT, span)) && !made(page).some((name) => span.includes(name)),
      );
    expect(everyPage(missing)).to.deep.equal([]);
  });

  it("shows the story's table as it is printed", () => {
    expect(pageAt("README.md").fences.some(({ code }) => code.startsWith(`${HEADER}\n`))).to.equal(true);
  });

  it("has a folder map that equals the folders", () => {
    const outer = foldersIn("");
    // The tests mirror the other folders, and docs/ holds no code.
    const inner = outer
      .filter((folder) => !["test", "docs", "bench"].includes(folder))
      .flatMap((folder) => foldersIn(folder).map((name) => `${folder}/${name}`));
    expect(mapOf(pageAt("README.md")).sort()).to.deep.equal([...outer, ...inner].sort());
  });
});

function pageAt(path: string): Page {
  const page = pages.find((each) => each.path === path);
  if (page === undefined) throw new Error(`There is no ${path}.`);
  return page;
}
