/** Guides are run: every command, edit and output of a page, in its order. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { foldersOf } from "../helpers/leftovers.ts";
import { type ProjectCopy, type Staying, copyProject } from "../helpers/project-copy.ts";
import { type Fence, readPages } from "./markdown.ts";
import { shows } from "./shown.ts";

/** What has happened already wherever tests run. */
const SETUP = "npm run setup";

/** By which a page shows that a command is meant to fail. */
const FAILURE = "AssertionError";

/** Does all that a page of docs/ says, in a copy of the project. Every command has to end well, unless the page shows how it fails. */
export async function followPage(name: string): Promise<void> {
  const page = readPages("docs").find(({ path }) => path === `docs/${name}.md`);
  if (page === undefined) throw new Error(`There is no docs/${name}.md.`);
  await using copy = await copyProject();
  const reader = new Reader(copy);
  try {
    for (const [index, fence] of page.fences.entries()) await reader.follow(fence, page.fences[index + 1]);
  } finally {
    await reader.end();
  }
}

/** A reader at two terminals: types every command, makes every edit, and compares every output with the page. */
class Reader {
  readonly #copy: ProjectCopy;
  /** The last command's output. */
  #output = "";
  #exitCode: number | null = 0;
  #watch: Staying | undefined;
  #server: Staying | undefined;
  /** Where the watch's output of the last edit begins. */
  #since = 0;
  #env: NodeJS.ProcessEnv = {};

  constructor(copy: ProjectCopy) {
    this.#copy = copy;
  }

  async follow({ language, code }: Fence, next: Fence | undefined): Promise<void> {
    // A remark stands behind a command.
    const commands = code
      .trim()
      .split("\n")
      .map((line) => line.replace(/ +#.*$/, ""));
    const fails = next?.code.includes(FAILURE) ?? false;
    if (language === "sh") for (const command of commands) await this.#type(command, fails);
    else if (language === "diff") await this.#edit(code);
    else if (language === "text") await this.#compare(code);
  }

  async end(): Promise<void> {
    await this.#leave(this.#watch);
    await this.#leave(this.#server);
  }

  async #type(command: string, fails: boolean): Promise<void> {
    if (command === SETUP) return;
    // As the page says before the next command.
    await this.#leave(this.#watch);
    this.#watch = undefined;
    if (command.includes("--watch")) {
      this.#watch = this.#copy.start(command);
      this.#since = 0;
    } else if (command.includes("network serve")) await this.#serve(command);
    else {
      const { output, exitCode } = await this.#copy.run(command, this.#env);
      [this.#output, this.#exitCode] = [output, exitCode];
      expect(exitCode === 0, `${command} (${exitCode})\n${output}`).to.equal(!fails);
    }
  }

  /** On a port that is free. */
  async #serve(command: string): Promise<void> {
    this.#server = this.#copy.start(`${command} --port 0`);
    this.#output = await this.#server.until((output) => /Local network at .*\n/.test(output));
    this.#env = { IMAGO_RPC_URL: /http:\S+\d/.exec(this.#output)![0] };
  }

  /** Ctrl-C: nothing stays behind. */
  async #leave(running: Staying | undefined): Promise<void> {
    if (running === undefined) return;
    const { exitCode, output } = await running.interrupt();
    expect(exitCode, output).to.equal(130);
    expect(await foldersOf(running.pid)).to.deep.equal([]);
  }

  async #edit(code: string): Promise<void> {
    const [file = "", ...lines] = code.trimEnd().split("\n");
    const path = join(this.#copy.folder, file.replace("--- ", ""));
    const side = (mark: string): string =>
      lines
        .filter((line) => line[0] === mark)
        .map((line) => `${line.slice(1)}\n`)
        .join("");
    const text = await readFile(path, "utf8");
    expect(text, `${file} has the lines that are to be changed`).to.include(side("-"));
    await writeFile(
      path,
      text.replace(side("-"), () => side("+")),
    );
  }

  async #compare(block: string): Promise<void> {
    if (this.#watch === undefined) {
      expect(shows(this.#output, block), `${block}\nis not shown (${this.#exitCode}):\n${this.#output}`).to.equal(true);
      return;
    }
    await this.#watch.until((output) => shows(output, block), this.#since);
    this.#since = this.#watch.output.length;
  }
}
