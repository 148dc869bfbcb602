/** A node as a child process: commands out, replies in, and ways to make it fail. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

import { LIMITS } from "../node/limits.ts";
import type { Answers, Command, CommandOf, Reply } from "../node/protocol.ts";

const require = createRequire(import.meta.url);
const { runInstall } = require("deno/install_api.cjs") as { runInstall(): string };

/** How long a node may take to end by itself once its stdin is closed, milliseconds. */
const GRACE_MS = 2_000;

/** Characters of a node's stderr that are kept, enough for V8's whole report when it runs out of memory. */
const COMPLAINTS_LENGTH = 10_000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;
type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void };

/** What went wrong in a node, or that it is gone. */
export class NodeFailure extends Error {
  constructor(name: string, reason: string) {
    super(`${name}: ${reason}`);
    this.name = "NodeFailure";
  }
}

export class NodeProcess {
  readonly #name: string;
  readonly #child: Child;
  readonly #closed: Promise<unknown>;
  readonly #waiting = new Map<number, Waiting>();
  #complaints = "";
  #ended = false;

  /**
   * @param name as it appears in errors
   * @param bundle path of the node's program
   * @param folder the node's own; made here
   */
  static async start(name: string, bundle: string, folder: string): Promise<NodeProcess> {
    await mkdir(folder, { recursive: true });
    return new NodeProcess(name, spawnDeno(bundle, folder));
  }

  private constructor(name: string, child: Child) {
    this.#name = name;
    this.#child = child;
    this.#closed = once(child, "close").catch(() => undefined);
    child.stderr.on(
      "data",
      (chunk: Buffer) => (this.#complaints = (this.#complaints + chunk.toString()).slice(-COMPLAINTS_LENGTH)),
    );
    // Writing to a node that has just died is reported by its end, not by a broken pipe.
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => this.#end(error.message));
    child.on("close", (code, signal) => this.#end(`ended (${signal ?? code})`));
    createInterface({ input: child.stdout }).on("line", (line) => this.#receive(line));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /** Whether it ended because a run used up its heap. */
  get exhausted(): boolean {
    return this.#ended && /out of memory/i.test(this.#complaints);
  }

  /** @throws NodeFailure if the node refuses the command or is gone */
  ask<T extends Command["type"]>(command: CommandOf<T>): Promise<Answers[T]> {
    if (this.#ended) return Promise.reject(new NodeFailure(this.#name, "not running"));
    // User code shares the node's output: what it cannot guess, it cannot answer.
    const id = randomInt(2 ** 47);
    return new Promise<Answers[T]>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#child.stdin.write(`${JSON.stringify({ id, ...command })}\n`);
    });
  }

  /** Ends it as a crash does, at once. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    this.#child.kill("SIGKILL");
    await this.#closed;
  }

  /** Ends it in order: closes its stdin; kills it if it does not end then. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), GRACE_MS);
    await this.#closed;
    clearTimeout(timer);
  }

  #receive(line: string): void {
    const reply = parseReply(line);
    const waiting = reply && this.#waiting.get(reply.id);
    if (reply === undefined || waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if ("failure" in reply) waiting.reject(new NodeFailure(this.#name, reply.failure));
    else waiting.resolve(reply.answer);
  }

  #end(reason: string): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values())
      reject(new NodeFailure(this.#name, `${reason} ${this.#complaints}`.trim()));
    this.#waiting.clear();
  }
}

/** The reply on a line of a node's output, or undefined if the line is none: user code has ways to write there too. */
function parseReply(line: string): Reply | undefined {
  try {
    const reply = JSON.parse(line) as Reply | null;
    return typeof reply?.id === "number" ? reply : undefined;
  } catch {
    return undefined;
  }
}

function spawnDeno(bundle: string, folder: string): Child {
  const flags = [
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    "--no-remote",
    "--no-npm",
    "--unstable-worker-options",
    "--allow-net",
    // V8 ends the whole process at this limit; a worker alone cannot be limited.
    `--v8-flags=--max-old-space-size=${LIMITS.heapMegabytes}`,
  ];
  return spawn(runInstall(), ["run", ...flags, bundle], {
    cwd: folder,
    // Nothing of the caller's environment: no proxy variables, no secrets.
    env: {
      DENO_DIR: join(folder, "deno"),
      TMPDIR: folder,
      HOME: folder,
      NO_COLOR: "1",
      DENO_NO_UPDATE_CHECK: "1",
      TZ: "UTC",
      // Deno looks up a target's name even when a proxy connects for it. Without a name server that would take 5 s now and then.
      RES_OPTIONS: "timeout:1 attempts:1",
    },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
}
