import type { Effect, EffectResult, Settled } from "./effects.ts";
import { evolve } from "./evolve.ts";
import { MAX_REPLY_LENGTH } from "./limits.ts";
import type { Core } from "./program.ts";

declare const bytesArgs: readonly string[];
declare const secrets: Readonly<Record<string, string>>;

/**
 * Runs a program in a Functions sandbox: the only code that knows `bytesArgs`, `secrets`, `fetch`, timers and
 * WebCrypto. A run that ends without an answer throws an error of `docs/error-codes.md`.
 */
export async function run(core: Core): Promise<Uint8Array> {
  const steps = evolve(core, bytesArgs[0], secrets);
  for (let result; ;) {
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- tsc needs it; a declared type would rename variables of the bundles
    const { done, value } = steps.next(result!);
    if (done) return value;
    result = await perform(value);
  }
}

/**
 * A provider that hangs, even one whose connection ignores the abort, cannot hold up the run: only what settled in time
 * counts. Redirects are refused, unless the sandbox's own proxy follows and so hides them; then the checks of content and
 * date remain.
 */
const perform = async (effect: Effect): Promise<EffectResult> => {
  if (effect.bytes) return new Uint8Array(await crypto.subtle.digest("SHA-256", effect.bytes as BufferSource));
  const controller = new AbortController();
  const settled: Settled[] = [];
  let timer;
  await Promise.race([
    new Promise((resolve) => (timer = setTimeout(resolve, effect.timeoutMs))),
    // Unreachable, redirected or aborted ones leave a gap: no reply.
    Promise.allSettled(
      effect.requests.map(async ({ url, init, longest }, index) => {
        const response = await fetch(url, { ...init, redirect: "error", signal: controller.signal });
        const body = await response.text();
        if (body.length <= (longest ?? MAX_REPLY_LENGTH)) settled[index] = [response.status, body];
      }),
    ),
  ]);
  // Neither a timer nor a connection may keep the sandbox alive.
  clearTimeout(timer);
  controller.abort();
  // A copy, so that a reply which is late all the same changes nothing.
  return [...settled];
};
