/** The DON's nodes: processes that can be ended and begun again, each with its identity. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Fault } from "../node/faults.ts";
import { LIMITS } from "../node/limits.ts";
import type { Answers, Command, CommandOf, OracleConfig, RawLog } from "../node/protocol.ts";
import { NodeBundles } from "./node-bundle.ts";
import { NodeProcess } from "./node-process.ts";
import type { Settings } from "./options.ts";

/** After this a node is taken as gone: longer than any run may take. */
const PATIENCE_MS = LIMITS.runMs + 5_000;

/** One node, as long as the network stands, whether its process runs or not. */
export class NodeHandle {
  readonly index: number;
  readonly #bundles: NodeBundles;
  readonly #folder: string;
  readonly #start: CommandOf<"start">;
  #config: OracleConfig | undefined;
  #process: NodeProcess | undefined;
  #signer = "";
  #clockOffset = 0;

  constructor(index: number, bundles: NodeBundles, folder: string, start: CommandOf<"start">) {
    this.index = index;
    this.#bundles = bundles;
    this.#folder = folder;
    this.#start = start;
  }

  /** Address of the key that signs reports; the key itself stays in the process. */
  get signer(): string {
    return this.#signer;
  }

  get pid(): number | undefined {
    return this.alive ? this.#process?.pid : undefined;
  }

  get alive(): boolean {
    return this.#process?.alive ?? false;
  }

  /** Starts the process; a second call while it runs changes nothing. */
  async start(): Promise<void> {
    if (this.alive) return;
    const bundle = await this.#bundles.withClock(this.#clockOffset);
    this.#process = await NodeProcess.start(`node ${this.index}`, bundle, this.#folder);
    this.#signer = (await this.#process.ask(this.#start)).signer;
    if (this.#config !== undefined) await this.configure(this.#config);
  }

  /** Ends the process as a crash would. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Ends the process in order. */
  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  /** Stops and starts; the node comes back with its key and without what it had observed. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Starts the node again with a clock that is off by so many seconds, in its process and in every run. */
  async setClock(offsetSeconds: number): Promise<void> {
    this.#clockOffset = offsetSeconds;
    await this.restart();
  }

  /** Makes the node wrong in its observations from now on; null makes it honest again, and so does a new start. */
  async misbehave(fault: Fault | null): Promise<void> {
    await this.ask({ type: "misbehave", fault });
  }

  async configure(config: OracleConfig): Promise<void> {
    this.#config = config;
    await this.ask({ type: "configure", config });
  }

  /** @throws NodeFailure if the node refuses the command or is gone */
  async ask<T extends Command["type"]>(command: CommandOf<T>): Promise<Answers[T]> {
    if (this.#process === undefined) throw new Error(`node ${this.index}: not started`);
    return this.#process.ask(command);
  }

  /**
   * What the node sees of a request, or undefined if it is gone. A source that uses up its memory takes the process with it: then the node is
   * begun again and observes just that.
   */
  async observe(log: RawLog): Promise<Answers["observe"] | undefined> {
    const seen = await this.tryAsk({ type: "observe", log, exhausted: false });
    if (seen !== undefined || this.#process?.exhausted !== true) return seen;
    await this.start();
    return this.tryAsk({ type: "observe", log, exhausted: true });
  }

  /** As {@link ask}, but a node that is gone, fails or hangs answers nothing. */
  async tryAsk<T extends Command["type"]>(command: CommandOf<T>): Promise<Answers[T] | undefined> {
    if (!this.alive) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, undefined)));
    try {
      return await Promise.race([this.ask(command).catch(() => undefined), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Makes the nodes, not yet started.
 *
 * @param folder the network's temp folder
 */
export async function createNodes(settings: Settings, folder: string): Promise<NodeHandle[]> {
  const bundles = new NodeBundles(folder);
  const caCertificate = settings.caFile === undefined ? null : await readFile(settings.caFile, "utf8");
  return Array.from({ length: settings.nodes }, (_, node) => {
    const identity = {
      node,
      seed: settings.seed,
      secrets: settings.secretsFor(node),
      secretsReference: settings.secretsReference,
      proxy: settings.proxyFor(node) ?? null,
      caCertificate,
      warmUrls: settings.warmUrls,
    };
    return new NodeHandle(node, bundles, join(folder, `node-${node}`), { type: "start", identity });
  });
}
