/** Looks, before half a minute of work, whether what the options name is there. */
import { once } from "node:events";
import { createServer } from "node:net";

import type { Options } from "./options.ts";

/** How long a server may take for its first byte. */
const PATIENCE_MS = 5_000;

/** @throws Error saying what is missing and what to do */
export async function checkSurroundings({ ai, serve }: Pick<Options, "ai" | "serve">): Promise<void> {
  if (serve !== undefined) await checkPort(serve);
  if (ai !== undefined) await checkServer(ai);
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
