/** Runs source as a DON node does: in a fresh worker, within the limits, to bytes or to the service's error text. */
import { HttpGate, type Transport } from "./http-gate.ts";
import type { Journal } from "./journal.ts";
import type { Limits } from "./limits.ts";
import { normalise } from "./plain-request.ts";
import type { FetchRequest, FromWorker, Outcome, RunInput, ToWorker } from "./sandbox-protocol.ts";

/** Text of the bundled `worker.ts`, put here when the node is bundled. */
declare const WORKER_SOURCE: string;

const workerFile = new Blob([WORKER_SOURCE], { type: "text/javascript" });

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

  /** Runs once; never throws. What it asks goes into the journal, if there is one. */
  async run(input: RunInput, journal?: Journal): Promise<RunResult> {
    const worker = this.#next ?? spawnWorker();
    this.#next = undefined;
    const gate = new HttpGate(this.#transport, this.#limits, journal);
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
  // A URL of its own: Deno keeps by it what a run puts into `caches`, which no other run may find.
  const url = URL.createObjectURL(workerFile);
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
      if (data.type === "fetch" || data.type === "plainFetch") {
        const crash = (): void => end({ kind: "crashed" });
        ask(gate, data).then(send, crash);
      }
    });
    send({ type: "run", input });
  });
}

/** What the worker is told of a request. Rejects if user code has garbled it. */
async function ask(
  gate: HttpGate,
  asked: Extract<FromWorker, { readonly type: "fetch" | "plainFetch" }>,
): Promise<ToWorker> {
  const { id } = asked;
  let request: FetchRequest;
  try {
    request = asked.type === "fetch" ? asked.request : normalise(asked.request);
  } catch (error) {
    return { type: "refusal", id, message: (error as Error).message };
  }
  return { type: "response", id, response: await gate.ask(id, request) };
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
