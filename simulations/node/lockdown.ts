/**
 * Takes from user code what would reach out of its run into the long-lived process: on a DON every run has a process of its own, here it
 * shares one with the node. What leads to other processes, files or the environment, Deno's permissions refuse already.
 */
interface DenoGlobals {
  readonly pid: number;
  exit(code?: number): never;
  exitCode?: number;
  stdin: unknown;
  stdout: unknown;
  stderr: unknown;
}

declare const Deno: DenoGlobals;

interface NodeProcessGlobals {
  kill: unknown;
  stdin: unknown;
  stdout: unknown;
  stderr: unknown;
}

/** An error that ends a run as a missing permission does. */
class Blocked extends Error {
  override readonly name = "NotCapable";
}

/** @param exited told that user code ended its process, as it thinks, with this exit code */
export function lockDown(exited: (code: number) => void): void {
  const end = Deno.exit;
  const exit = (code: number = Deno.exitCode ?? 0): never => {
    exited(code);
    return end(code);
  };
  // Deno loads it when it is first read, which takes time that no run needs.
  const original = Object.getOwnPropertyDescriptor(Deno, "kill");
  const kill = (pid: number, signal?: string): void => {
    // Any process may signal itself, without a permission; here that would be the node.
    if (pid === Deno.pid) exit(1);
    const realKill = (original?.get?.call(Deno) ?? original?.value) as (pid: number, signal?: string) => void;
    realKill(pid, signal);
  };
  Object.assign(Deno, { exit, kill, stdin: sink(), stdout: sink(), stderr: sink() });
  Object.assign(globalThis, {
    close: () => exit(0),
    Worker: BlockedWorker,
    postMessage: undefined,
    // What a source logs goes nowhere: a node's output is for errors of its own.
    console: new Proxy(console, { get: () => () => undefined }),
  });
  lockProcess(kill);
}

/** A worker outlives the worker that started it, and so would outlive the run. */
function BlockedWorker(): never {
  throw new Blocked("Workers are not available");
}

/** `process` is loaded when it is first used, which takes longer than most runs; so it is locked then. */
function lockProcess(kill: unknown): void {
  const { get } = Object.getOwnPropertyDescriptor(globalThis, "process") ?? {};
  if (get === undefined) return;
  let locked: NodeProcessGlobals | undefined;
  const load = (): NodeProcessGlobals => {
    const process = get.call(globalThis) as NodeProcessGlobals;
    for (const [name, value] of Object.entries({ kill, stdin: sink(), stdout: sink(), stderr: sink() })) {
      Object.defineProperty(process, name, { value, configurable: true, writable: true });
    }
    return process;
  };
  Object.defineProperty(globalThis, "process", { get: () => (locked ??= load()), configurable: true });
}

/** A stream that takes everything and gives nothing. */
function sink(): Record<string, unknown> {
  const length = (data: Uint8Array): number => data.length;
  return {
    write: length,
    writeSync: length,
    read: () => Promise.resolve(null),
    readSync: () => null,
    isTerminal: () => false,
    close: () => undefined,
    get readable() {
      return new ReadableStream();
    },
    get writable() {
      return new WritableStream();
    },
  };
}
