/** Looks, before half a minute of work, whether what the options name is there, and makes the folder for the results. */
import { once } from "node:events";
import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { createServer } from "node:net";

import type { Options } from "./options.ts";

/** How long a server may take for its first byte. */
const PATIENCE_MS = 5_000;

/** @throws Error saying what is missing and what to do */
export async function checkSurroundings({ ai, serve, out }: Pick<Options, "ai" | "serve" | "out">): Promise<void> {
  if (serve !== undefined) await checkPort(serve);
  if (ai !== undefined) await checkServer(ai);
  await makeFolder(out);
}

async function makeFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    await access(out, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`Nothing can be written into ${out} (${code}); choose another folder with --out.`, { cause });
  }
}

async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`Port ${port} cannot be opened (${code}); choose another with --serve, or 0 for any.`, { cause });
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** Any status will do: servers differ in what they answer at their root. */
async function checkServer(url: string): Promise<void> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })).body?.cancel();
  } catch (cause) {
    throw new Error(`No server answers at ${url}; start it, or leave out --ai.`, { cause });
  }
}
