/** Runs source as a DON node does: in a fresh worker, within the limits, to bytes or to the service's error text. */
import { HttpGate, type Transport } from "./http-gate.ts";
import type { Limits } from "./limits.ts";
import type { FromWorker, Outcome, RunInput, ToWorker } from "./sandbox-protocol.ts";

/** Text of the bundled `worker.ts`, put here when the node is bundled. */
declare const WORKER_SOURCE: string;

/** Exactly one of the two is set; a run that ended without an answer and without an error has empty bytes. */
export type RunResult = { readonly bytes: Uint8Array } | { readonly error: string };

/** The service's text for runs that ended without a word. */
export const CRASHED = "syntax error, RAM exceeded, or other error";

/** Keeps one worker ready ahead, because starting one takes longer than most runs and holds up the whole process. */
export class Sandbox {
  readonly #transport: Transport;
  readonly #limits: Limits;
  #next: Worker | undefined = spawnWorker();

  constructor(transport: Transport, limits: Limits) {
    this.#transport = transport;
    this.#limits = limits;
  }

  /** Runs once; never throws. */
  async run(input: RunInput): Promise<RunResult> {
    const worker = this.#next ?? spawnWorker();
    this.#next = undefined;
    const gate = new HttpGate(this.#transport, this.#limits);
    try {
      return toResult(await outcomeOf(worker, gate, input, this.#limits.runMs), this.#limits.answerBytes);
    } finally {
      gate.close();
      worker.terminate();
    }
  }

  /** Readies the next run's worker; to be called when nobody waits for this node. */
  prepare(): void {
    this.#next ??= spawnWorker();
  }
}

function spawnWorker(): Worker {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
  // Deno's own option: without it a worker inherits the process's permissions.
  const options = { type: "module", deno: { permissions: "none" } } as WorkerOptions;
  const worker = new Worker(url, options);
  worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

function outcomeOf(worker: Worker, gate: HttpGate, input: RunInput, ms: number): Promise<Outcome | "timeout"> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end("timeout"), ms);
    const end = (how: Outcome | "timeout"): void => {
      clearTimeout(timer);
      resolve(how);
    };
    const send = (message: ToWorker): void => worker.postMessage(message);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      end({ kind: "crashed" });
    });
    let outcome: Outcome | undefined;
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === "outcome") {
        outcome = data.outcome;
        // Promises that were rejected and left alone crash a run that has just returned, as they would crash its process.
        if (outcome.kind === "exited") end(outcome);
        else send({ type: "check" });
      }
      if (data.type === "alive" && outcome !== undefined) end(outcome);
      if (data.type === "abort") gate.abort(data.id);
      if (data.type === "fetch") {
        const crash = (): void => end({ kind: "crashed" });
        gate.ask(data.id, data.request).then((response) => send({ type: "response", id: data.id, response }), crash);
      }
    });
    send({ type: "run", input });
  });
}

function toResult(outcome: Outcome | "timeout", limit: number): RunResult {
  if (outcome === "timeout") return { error: "script runtime exceeded" };
  if (outcome.kind === "crashed") return { error: CRASHED };
  if (outcome.kind === "threw") return { error: errorText(outcome) };
  if (outcome.kind === "exited") return outcome.code === 0 ? { bytes: new Uint8Array() } : { error: CRASHED };
  // User code shares the worker's globals and so can garble its own outcome.
  if (outcome.kind !== "returned" || !(outcome.bytes instanceof Uint8Array)) return { error: CRASHED };
  if (outcome.bytes.length > limit) return { error: `response >${limit} bytes` };
  return { bytes: outcome.bytes };
}

function errorText({ name, message }: { readonly name: string; readonly message: string }): string {
  // Deno 1 calls it PermissionDenied, Deno 2 NotCapable; the service has one text for it.
  const blocked = name === "PermissionDenied" || name === "NotCapable";
  return blocked ? "attempted access to blocked resource detected" : String(message);
}
