/**
 * A child process that runs a bundle once as a sandbox would, under another clock: reads a job from standard input,
 * prints the answer. It runs under Node and under Deno.
 */
import { readFileSync } from "node:fs";

interface Job {
  readonly source: string;
  readonly tail: string;
  readonly secrets: Record<string, string>;
  readonly replies: Record<string, [number, string]>;
  /** Milliseconds by which the clock is wrong. */
  readonly skew: number;
}

async function main(): Promise<void> {
  const job = JSON.parse(readFileSync(0, "utf8")) as Job;

  const now = Date.now.bind(Date);
  Date.now = () => now() + job.skew;
  let random = job.skew % 97;
  Math.random = () => (random = (random + 13) % 97) / 97;

  const fetch = (url: string) => {
    const [status, body] = job.replies[new URL(url).host] ?? [404, ""];
    return Promise.resolve(new Response(body, { status }));
  };

  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<Uint8Array>;
  const run = new AsyncFunction("Functions", "args", "bytesArgs", "secrets", "fetch", job.source);
  const bytes = await run({}, [], [job.tail], job.secrets, fetch);
  // oxlint-disable-next-line no-console -- its answer to the parent process
  console.log(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

// A test runner may load every file of this folder: only a command runs.
if (import.meta.main) await main();
