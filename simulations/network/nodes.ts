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
  /** Whether the process should be running: one that should and does not was taken down by a run. */
  #wanted = false;
  #starting: Promise<void> | undefined;
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
  start(): Promise<void> {
    this.#wanted = true;
    return (this.#starting ??= this.#begin().finally(() => (this.#starting = undefined)));
  }

  /** Ends the process as a crash would. */
  kill(): Promise<void> {
    return this.#end((process) => process.kill());
  }

  /** Ends the process in order. */
  stop(): Promise<void> {
    return this.#end((process) => process.stop());
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
   * What the node sees of a request, or undefined if it is gone. A source that uses up its memory takes the process with it, or harms it so
   * that it falls in the next run; so a request that was there when the process fell is run once more. If that ends the same way, the node
   * observes just that.
   */
  async observe(log: RawLog): Promise<Answers["observe"] | undefined> {
    for (let runs = 0; runs < 2; runs++) {
      const seen = await this.tryAsk({ type: "observe", log, exhausted: false });
      if (seen !== undefined || !this.#fallen) return seen;
    }
    return this.tryAsk({ type: "observe", log, exhausted: true });
  }

  /** As {@link ask}, but a node that is gone, fails or hangs answers nothing. One that a run took down is begun again before, and one that hangs is ended. */
  async tryAsk<T extends Command["type"]>(command: CommandOf<T>): Promise<Answers[T] | undefined> {
    if (this.#fallen || this.#starting) await this.start().catch(() => undefined);
    if (!this.alive) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, "late")));
    const answer = await Promise.race([this.ask(command).catch(() => undefined), late]);
    clearTimeout(timer);
    if (answer !== "late") return answer;
    await this.#process?.kill();
    return undefined;
  }

  async #begin(): Promise<void> {
    if (this.alive) return;
    const bundle = await this.#bundles.withClock(this.#clockOffset);
    this.#process = await NodeProcess.start(`node ${this.index}`, bundle, this.#folder);
    if (!this.#wanted) await this.#process.kill();
    this.#signer = (await this.#process.ask(this.#start)).signer;
    if (this.#config !== undefined) await this.configure(this.#config);
  }

  async #end(how: (process: NodeProcess) => Promise<void>): Promise<void> {
    this.#wanted = false;
    if (this.#process !== undefined) await how(this.#process);
    // A start that was going on fails now.
    await this.#starting?.catch(() => undefined);
  }

  get #fallen(): boolean {
    return this.#wanted && !this.alive;
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
      journal: settings.journal,
    };
    return new NodeHandle(node, bundles, join(folder, `node-${node}`), { type: "start", identity });
  });
}
