import type { EffectResult, Settled } from "./effects.ts";
import { evolve } from "./evolve.ts";
import { MAX_REPLY_LENGTH } from "./limits.ts";
import type { Core } from "./program.ts";

declare const bytesArgs: readonly string[];
declare const secrets: Readonly<Record<string, string>>;

/**
 * Runs a program in a Functions sandbox: the only code that knows `bytesArgs`, `secrets`, `fetch`, timers and
 * WebCrypto. A run that ends without an answer throws an error of `docs/error-codes.md`.
 *
 * A provider that hangs, even one whose connection ignores the abort, cannot hold up the run: only what settled in time
 * counts. Redirects are refused, unless the sandbox's own proxy follows and so hides them; then the checks of content
 * and date remain.
 */
export const run = async (core: Core): Promise<Uint8Array> => {
  const steps = evolve(core, bytesArgs[0], secrets);
  for (let result: EffectResult; ;) {
    const { done, value } = steps.next(result!);
    if (done) return value;
    if (value.bytes) result = new Uint8Array(await crypto.subtle.digest("SHA-256", value.bytes as BufferSource));
    else {
      const controller = new AbortController();
      const settled: Settled[] = [];
      let timer;
      await Promise.race([
        new Promise((resolve) => (timer = setTimeout(resolve, value.timeoutMs))),
        // Unreachable, redirected or aborted ones leave a gap: no reply.
        Promise.allSettled(
          value.requests.map(async ({ url, init, longest }, index) => {
            const response = await fetch(url, { ...init, redirect: "error", signal: controller.signal });
            const body = await response.text();
            if (body.length <= (longest ?? MAX_REPLY_LENGTH)) settled[index] = [response.status, body];
          }),
        ),
      ]);
      // Neither a timer nor a connection may keep the sandbox alive.
      clearTimeout(timer);
      controller.abort();
      // The run reads it before anything else can happen, so a reply that is late all the same changes nothing.
      result = settled;
    }
  }
};
