/** A node as a child process: commands out, replies in, and ways to make it fail. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";

import { LIMITS } from "../node/limits.ts";
import { LINE_VARIABLE } from "../node/line.ts";
import type { Answers, Command, CommandOf, Reply } from "../node/protocol.ts";
import { NodeLine } from "./node-line.ts";

const require = createRequire(import.meta.url);
const { runInstall } = require("deno/install_api.cjs") as { runInstall(): string };

/** How long a node may take to end by itself once its line is closed, milliseconds. */
const GRACE_MS = 2_000;

/** Characters of a node's output that are kept, for errors to show: enough for V8's whole report when it runs out of memory. */
const COMPLAINTS_LENGTH = 10_000;

type Child = ChildProcessByStdio<null, Readable, Readable>;
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
  readonly #line: NodeLine;
  readonly #closed: Promise<unknown>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #complaints = "";
  #ended = false;

  /**
   * @param name as it appears in errors
   * @param bundle path of the node's program
   * @param folder the node's own; made here
   */
  static async start(name: string, bundle: string, folder: string): Promise<NodeProcess> {
    await mkdir(folder, { recursive: true });
    const line = await NodeLine.open();
    return new NodeProcess(name, spawnDeno(bundle, folder, line.address), line);
  }

  private constructor(name: string, child: Child, line: NodeLine) {
    this.#name = name;
    this.#child = child;
    this.#line = line;
    this.#closed = once(child, "close").catch(() => undefined);
    const keep = (chunk: Buffer): void => {
      this.#complaints = (this.#complaints + chunk.toString()).slice(-COMPLAINTS_LENGTH);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    line.attach({
      received: (message) => this.#receive(JSON.parse(message) as Reply),
      // Nobody can tell any more what it does.
      closed: () => child.kill("SIGKILL"),
    });
    child.on("error", (error) => this.#end(error.message));
    child.on("close", (code, signal) => this.#end(`ended (${signal ?? code})`));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /** @throws NodeFailure if the node refuses the command or is gone */
  ask<T extends Command["type"]>(command: CommandOf<T>): Promise<Answers[T]> {
    if (this.#ended) return Promise.reject(new NodeFailure(this.#name, "not running"));
    const id = ++this.#lastId;
    return new Promise<Answers[T]>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#line.send(JSON.stringify({ id, ...command }));
    });
  }

  /** Ends it as a crash does, at once. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    this.#child.kill("SIGKILL");
    await this.#closed;
  }

  /** Ends it in order: closes its line; kills it if it does not end then. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#line.close();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), GRACE_MS);
    await this.#closed;
    clearTimeout(timer);
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if ("failure" in reply) waiting.reject(new NodeFailure(this.#name, reply.failure));
    else waiting.resolve(reply.answer);
  }

  #end(reason: string): void {
    this.#ended = true;
    this.#line.close();
    for (const { reject } of this.#waiting.values())
      reject(new NodeFailure(this.#name, `${reason} ${this.#complaints}`.trim()));
    this.#waiting.clear();
  }
}

function spawnDeno(bundle: string, folder: string, address: string): Child {
  const flags = [
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    "--no-remote",
    "--no-npm",
    "--unstable-worker-options",
    "--allow-net",
    `--allow-env=${LINE_VARIABLE}`,
    // V8 ends the whole process at this limit; a worker alone cannot be limited.
    `--v8-flags=--max-old-space-size=${LIMITS.heapMegabytes}`,
  ];
  return spawn(runInstall(), ["run", ...flags, bundle], {
    cwd: folder,
    // Nothing of the caller's environment: no proxy variables, no secrets.
    env: {
      [LINE_VARIABLE]: address,
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
    stdio: ["ignore", "pipe", "pipe"],
  });
}
