/** Commands that pages name are commands that exist; those of the guides are run, too (reader.ts). */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import hre from "hardhat";
import type { Task } from "hardhat/types/tasks";

import { JOBS } from "../../scripts/run.mjs";
import { type Page, ROOT, readPages, spansOf } from "./markdown.ts";

const pages = readPages();
/** Of the command line itself. */
const GLOBAL = new Set(["network", "help", "version"]);

/** Every line of code and every span that begins as a command does. */
function commandsOf(page: Page, begin: string): string[] {
  const lines = page.fences.filter(({ language }) => language === "sh").flatMap(({ code }) => code.split("\n"));
  return [...lines, ...spansOf(page)]
    .map((text) =>
      text
        .trim()
        .replaceAll(/\s+#.*$/g, "")
        .replaceAll(/\s+/g, " "),
    )
    .filter((text) => text.startsWith(begin))
    .map((text) => text.slice(begin.length).trim());
}

/** What is wrong with a command of Hardhat's; undefined when nothing is. */
function flawOf(command: string): string | undefined {
  const words = command.split(" ");
  const task = longest(words);
  if (task === undefined) return "there is no such task";
  const options = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2));
  const known = [...task.options.keys()].map((name) =>
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
  const unknown = options.filter((option) => !known.includes(option) && !GLOBAL.has(option));
  return unknown.length > 0 ? `it has no option ${unknown.join(", ")}` : undefined;
}

function longest(words: readonly string[]): Task | undefined {
  for (const length of [3, 2, 1])
    try {
      return hre.tasks.getTask(words.slice(0, length));
    } catch {
      // A shorter name may be one.
    }
  return undefined;
}

describe("commands in documentation", () => {
  it("are tasks of Hardhat with options that they have", () => {
    const named = pages.flatMap((page) =>
      commandsOf(page, "npx --no hardhat ").map((command) => [page, command] as const),
    );
    expect(named.length).to.be.greaterThan(30);
    const flawed = named.flatMap(([{ path }, command]) => {
      const flaw = flawOf(command);
      return flaw === undefined ? [] : [`${path}: ${command}: ${flaw}`];
    });
    expect(flawed).to.deep.equal([]);
  });

  it("are scripts that exist", () => {
    const missing = pages.flatMap((page) =>
      commandsOf(page, "npx --no node ")
        .map((command) => command.split(" ")[0]!)
        // Snippets that a page lets its reader save are run by another test.
        .filter((file) => file.includes("/") && !existsSync(join(ROOT, file)))
        .map((file) => `${page.path}: ${file}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("are jobs of npm that the runner knows", () => {
    const jobs = pages.flatMap((page) =>
      commandsOf(page, "npm run ").map((command) => [page.path, command.split(" ")[0]!] as const),
    );
    expect(jobs.length).to.be.greaterThan(3);
    expect(jobs.filter(([, job]) => !Object.hasOwn(JOBS, job))).to.deep.equal([]);
  });
});
