/**
 * The sandbox of one run: a fresh worker without any permission. It runs once, says how it ended, and is then thrown away. Nothing here
 * is a security boundary against the node's process: limits are enforced there.
 */
import { Functions } from "./functions-library.ts";
import { lockDown } from "./lockdown.ts";
import type { FromWorker, Outcome, RunInput, ToWorker } from "./sandbox-protocol.ts";
import { createFetch } from "./worker-fetch.ts";

type Script = () => Promise<unknown>;

/** Source runs in a module's top scope, as constants: so it is strict, has no `this`, and may declare names that shadow the injected ones. */
const PROLOGUE = "const { Functions, args, bytesArgs, secrets } = globalThis.injected; delete globalThis.injected;";

const post = globalThis.postMessage.bind(globalThis) as (message: FromWorker) => void;
const { fetch, respond, refuse, abandon } = createFetch(post);

const conclude = (outcome: Outcome): void => post({ type: "outcome", outcome });

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "response") respond(data.id, data.response);
  else if (data.type === "refusal") refuse(data.id, data.message);
  else if (data.type === "check") post({ type: "alive" });
  else void run(data.input).then(conclude);
});
Object.assign(globalThis, { fetch });
lockDown((code) => conclude({ kind: "exited", code }));
post({ type: "ready" });

async function run({ source, args, bytesArgs, secrets }: RunInput): Promise<Outcome> {
  let script: Script;
  try {
    Object.assign(globalThis, { injected: { Functions, args, bytesArgs, secrets } });
    const text = `${PROLOGUE} export default async () => {\n${source}\n};`;
    script = ((await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { default: Script }).default;
  } catch {
    return { kind: "crashed" };
  }
  try {
    return returned(await script());
  } catch (error) {
    return threw(error);
  } finally {
    abandon();
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
