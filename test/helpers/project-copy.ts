/** The project in a temp folder, for what edits or adds files: with the same installed packages and the same compiled contracts. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT } from "../docs/markdown.ts";

/** Folders and files that are no part of the project, or none of the copy. */
const LEFT_OUT = new Set(["node_modules", ".git", "out", "coverage"]);

export interface ProjectCopy extends AsyncDisposable {
  readonly folder: string;
  /** Runs a command to its end. */
  run(command: string, env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** Starts a command that stays. Whoever does ends it. */
  start(command: string, env?: NodeJS.ProcessEnv): Staying;
}

/** How long to wait for what a command that stays is to print. */
const PATIENCE_MS = 120_000;

/** How a command ended; `output` is what a terminal would show. */
export interface Ended {
  readonly output: string;
  readonly exitCode: number | null;
}

/** A command that stays. */
export interface Staying {
  readonly pid: number;
  /** All that it has printed since the start. */
  readonly output: string;
  /** Waits until what it has printed since `from` holds; fails with the output when it ends before. */
  until(holds: (output: string) => boolean, from?: number): Promise<string>;
  /** As a Ctrl-C; waits for the end. */
  interrupt(): Promise<Ended>;
}

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "imago-project-"));
  const names = (await readdir(ROOT)).filter((name) => !LEFT_OUT.has(name));
  const deployments = join(ROOT, "ignition", "deployments");
  const filter = (path: string): boolean => !path.startsWith(deployments);
  await Promise.all(names.map((name) => cp(join(ROOT, name), join(folder, name), { recursive: true, filter })));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  await moveCache(join(folder, "cache", "compile-cache.json"), folder);
  const start = (command: string, env: NodeJS.ProcessEnv = {}): Running => new Running(folder, command, env);
  return {
    folder,
    start,
    run: (command, env) => start(command, env).ended,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Hardhat remembers by whole paths what it has compiled; compiled anew, the contracts would take a minute. */
async function moveCache(file: string, folder: string): Promise<void> {
  const inJson = (path: string): string => JSON.stringify(path).slice(1, -1);
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replaceAll(inJson(ROOT.replace(/[/\\]$/, "")), inJson(folder)));
}

class Running implements Staying {
  output = "";
  readonly pid: number;
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #listeners = new Set<() => void>();
  #over = false;

  constructor(folder: string, command: string, env: NodeJS.ProcessEnv) {
    this.#child = spawn(process.execPath, wordsOf(folder, command), {
      cwd: folder,
      env: { ...ownEnvironment(), NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.pid = this.#child.pid!;
    const keep = (chunk: Buffer): void => {
      this.output += chunk.toString();
      for (const listener of this.#listeners) listener();
    };
    this.#child.stdout!.on("data", keep);
    this.#child.stderr!.on("data", keep);
    this.ended = once(this.#child, "close").then(() => {
      this.#over = true;
      for (const listener of this.#listeners) listener();
      return { output: this.output, exitCode: this.#child.exitCode };
    });
  }

  until(holds: (output: string) => boolean, from = 0): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(look);
      };
      const fail = (how: string): void => {
        end();
        reject(new Error(`It ${how} without what was waited for:\n${this.output}`));
      };
      const look = (): void => {
        const since = this.output.slice(from);
        if (holds(since)) {
          end();
          resolve(since);
        } else if (this.#over) fail("ended");
      };
      const timer = setTimeout(() => fail("went on"), PATIENCE_MS);
      this.#listeners.add(look);
      look();
    });
  }

  async interrupt(): Promise<Ended> {
    this.#child.kill("SIGINT");
    return this.ended;
  }
}

/** Without what Hardhat tells its tests: it would name this project's configuration, not the copy's. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const told = /^(HARDHAT_|HH_|IMAGO_|NODE_OPTIONS$|NODE_ENV$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)));
}

/** `npx --no hardhat ...` without npx, which would look for a newer one of itself; words in quotes stay together. */
function wordsOf(folder: string, command: string): string[] {
  const [npx, no, program = "", ...words] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, bare = ""]) => quoted ?? bare,
  );
  if (npx !== "npx" || no !== "--no") throw new Error(`"${command}" is no "npx --no ..." command.`);
  return [join(folder, "node_modules", ".bin", program), ...words];
}
