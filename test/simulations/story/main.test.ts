/*
 * `npm start` as a process
 * ├── bad options: one clear error, exit code 2, nothing written; --help: the usage, exit code 0
 * ├── Ctrl-C in the middle: no process, port or temp folder left
 * ├── killed in the middle: the nodes end by themselves, and the next start
 * │   └── sweeps what was left
 * └── --ai URL --serve 0
 *     ├── the server decides, and the story shows it
 *     ├── JSON-RPC answers, blocks come by themselves, the DON goes on working
 *     └── Ctrl-C ends everything
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { tempParent } from "../../../simulations/network/temp-folder.ts";
import type { PeriodRecord } from "../../../simulations/story/period.ts";

const MAIN = fileURLToPath(new URL("../../../simulations/main.ts", import.meta.url));
/** How often a condition is looked at that nobody announces. */
const LOOK_MS = 20;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(LOOK_MS);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Processes that a process started and that still run. */
async function childrenOf(pid: number): Promise<number[]> {
  const table = await new Promise<string>((resolve, reject) =>
    execFile("ps", ["-A", "-o", "pid=,ppid="], (error, stdout) => (error ? reject(error) : resolve(stdout))),
  );
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child!);
}

/** Temp folders that belong to a process. */
async function foldersOf(pid: number): Promise<string[]> {
  const names = await readdir(tempParent()).catch(() => []);
  const owners = await Promise.all(
    names.map((name) => readFile(join(tempParent(), name, "owner.pid"), "utf8").catch(() => "")),
  );
  return names.filter((_, index) => owners[index] === String(pid));
}

/** A running story: what it has said, and waiting for it to say something. */
class Story {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown[]>;
  readonly #waiting: (() => void)[] = [];
  #said = "";

  constructor(...args: readonly string[]) {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.process = child;
    this.exited = once(child, "exit");
    const hear = (chunk: Buffer): void => {
      this.#said += String(chunk);
      this.#waiting.splice(0).forEach((wake) => wake());
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
  }

  get pid(): number {
    return this.process.pid!;
  }

  get said(): string {
    return this.#said;
  }

  /** Resolves as soon as the story has said it; fails if it ends without. */
  async says(words: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = words.exec(this.#said);
      if (found !== null) return found;
      if (this.process.exitCode !== null) throw new Error(`The story ended and never said ${words}:\n${this.#said}`);
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), this.exited]);
    }
  }
}

describe("npm start", () => {
  let out: string;
  const stories: Story[] = [];
  const start = (...args: readonly string[]): Story => {
    const story = new Story(...args, "--out", out);
    stories.push(story);
    return story;
  };
  before(async () => {
    out = join(await mkdtemp(join(tmpdir(), "imago-main-test-")), "out");
  });
  after(async () => {
    for (const story of stories) story.process.kill("SIGKILL");
    await rm(join(out, ".."), { recursive: true, force: true });
  });

  it("explains itself", async () => {
    const story = start("--help");
    expect(await story.exited).to.deep.equal([0, null]);
    expect(story.said).to.match(/^npm start \[-- options\]\n {2}--brief/);
  });

  it("refuses what it does not know with one error, and writes nothing", async () => {
    const story = start("--serve", "http://127.0.0.1");
    expect(await story.exited).to.deep.equal([2, null]);
    expect(story.said).to.match(/^\n--serve takes a port from 0 to 65535, not "http:\/\/127\.0\.0\.1"\.\n\nnpm start/);
    expect(story.said).not.to.include("    at ");
    expect(existsSync(out)).to.equal(false);
  });

  it("leaves nothing behind when it is interrupted in the middle", async () => {
    const story = start("--brief");
    await story.says(/network: chain/);
    // Not even while its parts are only just starting.
    await until(async () => (await childrenOf(story.pid)).length > 0);
    const children = await childrenOf(story.pid);
    story.process.kill("SIGINT");
    expect(await story.exited).to.deep.equal([130, null]);
    expect(story.said).to.include("interrupted").and.not.to.include("Error");
    await until(() => !children.some(isAlive));
    expect(await foldersOf(story.pid)).to.deep.equal([]);
    expect(await readdir(out)).to.deep.equal([]);
  });

  let leftover: string[];
  let orphan: Story;
  it("takes its nodes along when it is killed", async () => {
    orphan = start("--brief");
    await orphan.says(/studio: deploys/);
    const children = await childrenOf(orphan.pid);
    expect(children.length).to.be.at.least(4);
    orphan.process.kill("SIGKILL");
    expect(await orphan.exited).to.deep.equal([null, "SIGKILL"]);
    await until(() => !children.some(isAlive));
    leftover = await foldersOf(orphan.pid);
    expect(leftover).not.to.deep.equal([]);
  });

  describe("with a server that decides, and served afterwards", () => {
    let server: Server;
    const asked: { readonly model: string; readonly url: string }[] = [];
    let story: Story;
    let url: string;

    before(async () => {
      server = createServer((request, response) => {
        if (request.method !== "POST") return void response.writeHead(404).end();
        void text(request).then((body) => {
          const { model, response_format } = JSON.parse(body) as ChatRequest;
          asked.push({ model, url: request.url! });
          response.setHeader("content-type", "application/json");
          response.end(JSON.stringify(lastOfEach(model, response_format.json_schema.schema.properties)));
        });
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      story = start("--brief", "--ai", `http://127.0.0.1:${port}/v1`, "--model", "gemma", "--serve", "0");
      [, url] = (await story.says(/JSON-RPC on (\S+),[\s\S]*evm_mine/)) as unknown as [string, string];
    });
    after(() => server.close());

    const rpc = async <T>(method: string, ...params: unknown[]): Promise<T> => {
      const reply = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id: 1, method, params }),
      });
      return ((await reply.json()) as { result: T }).result;
    };

    it("swept what the killed one had left", async () => {
      const names = await readdir(tempParent());
      expect(names.filter((name) => leftover.includes(name))).to.deep.equal([]);
    });

    it("shows that the server decided", async () => {
      expect(asked.length).to.be.at.least(4);
      expect(new Set(asked.map((each) => each.url))).to.deep.equal(new Set(["/v1/chat/completions"]));
      expect(story.said)
        .to.match(/An AI was asked at http:\/\/127\.0\.0\.1:\d+\/v1\./)
        .and.not.to.include("stand-in that speaks");
      expect(new Set(asked.map(({ model }) => model))).to.deep.equal(new Set(["gemma"]));
      expect(await readFile(join(out, "film-strip.svg"), "utf8")).to.include("model: the AI at http://127.0.0.1");
      const trace = JSON.parse(await readFile(join(out, "trace.json"), "utf8")) as { periods: PeriodRecord[] }[];
      const decided = trace
        .flatMap(({ periods }) => periods)
        .filter((each) => each.outcome === "evolved" && each.decider === "model");
      expect(decided.length).to.be.at.least(4);
      const moods = decided.map(({ document }) => (JSON.parse(document!) as { mood: string }).mood);
      expect(new Set(moods)).to.deep.equal(new Set(["joy", "fierce"]));
    });

    it("answers JSON-RPC and mines by itself", async () => {
      const first = Number(await rpc<string>("eth_blockNumber"));
      await until(async () => Number(await rpc<string>("eth_blockNumber")) > first);
    });

    it("goes on evolving", async () => {
      const { timestamp } = await rpc<{ timestamp: string }>("eth_getBlockByNumber", "latest", false);
      await rpc("evm_setNextBlockTimestamp", Number(timestamp) + 86_400);
      await rpc("evm_mine");
      await story.says(/DON: 4 of 4 nodes agreed on an answer/);
    });

    it("ends with Ctrl-C and leaves nothing", async () => {
      const children = await childrenOf(story.pid);
      story.process.kill("SIGINT");
      expect(await story.exited).to.deep.equal([130, null]);
      await until(() => !children.some(isAlive));
      expect(await foldersOf(story.pid)).to.deep.equal([]);
      const failure = await fetch(url, { method: "POST" }).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(TypeError);
    });
  });
});

interface ChatRequest {
  readonly model: string;
  readonly response_format: {
    readonly json_schema: { readonly schema: { readonly properties: Record<string, { readonly enum: string[] }> } };
  };
}

/** A chat completion that picks the last name of each enumeration. */
function lastOfEach(model: string, properties: ChatRequest["response_format"]["json_schema"]["schema"]["properties"]) {
  const picked = Object.fromEntries(Object.entries(properties).map(([name, { enum: names }]) => [name, names.at(-1)]));
  const message = { role: "assistant", content: JSON.stringify(picked) };
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    model,
    choices: [{ index: 0, finish_reason: "stop", message }],
  };
}
