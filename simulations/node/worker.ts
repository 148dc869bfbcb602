/**
 * The sandbox of one run: a fresh worker without any permission. It runs once, says how it ended, and is then thrown away. Nothing here
 * is a security boundary against the node's process: limits are enforced there.
 */
import { Functions } from "./functions-library.ts";
import type { FromWorker, Outcome, RunInput, ToWorker } from "./sandbox-protocol.ts";
import { createFetch } from "./worker-fetch.ts";

type AsyncBody = (functions: unknown, args: unknown, bytesArgs: unknown, secrets: unknown) => Promise<unknown>;

const AsyncFunction = (async () => undefined).constructor as new (...parts: string[]) => AsyncBody;
const post = globalThis.postMessage.bind(globalThis) as (message: FromWorker) => void;
const { fetch, respond } = createFetch(post);

Object.assign(globalThis, { fetch, postMessage: undefined });
addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "response") respond(data.id, data.response);
  else void run(data.input).then((outcome) => post({ type: "outcome", outcome }));
});
post({ type: "ready" });

async function run({ source, args, bytesArgs, secrets }: RunInput): Promise<Outcome> {
  let body: AsyncBody;
  try {
    // The inner function lets the source declare names of its own that shadow the injected ones; modules are strict, so is this.
    const text = `"use strict"; return await (async () => {\n${source}\n})();`;
    body = new AsyncFunction("Functions", "args", "bytesArgs", "secrets", text);
  } catch {
    return { kind: "crashed" };
  }
  try {
    return returned(await body(Functions, args, bytesArgs, secrets));
  } catch (error) {
    return threw(error);
  }
}

function returned(value: unknown): Outcome {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer)
    return { kind: "returned", bytes: new Uint8Array(value) };
  throw new Error("returned value not an ArrayBuffer or Uint8Array");
}

function threw(value: unknown): Outcome {
  if (value instanceof Error) return { kind: "threw", name: String(value.name), message: String(value.message) };
  const message = typeof value === "string" ? value : `invalid value thrown of type ${typeof value}`;
  return { kind: "threw", name: "Error", message };
}
