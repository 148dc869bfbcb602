/** One pooled HTTP client a node. New connections are slow (name look-ups, TLS), so they are opened before the first run. */
import type { Transport } from "./http-gate.ts";
import type { NodeIdentity } from "./protocol.ts";

interface DenoHttp {
  createHttpClient(options: { proxy?: { url: string }; caCerts?: string[] }): unknown;
}

declare const Deno: DenoHttp;

export function createTransport({ proxy, caCertificate }: NodeIdentity): Transport {
  const client = Deno.createHttpClient({
    ...(proxy === null ? {} : { proxy: { url: proxy } }),
    ...(caCertificate === null ? {} : { caCerts: [caCertificate] }),
  });
  const ask = globalThis.fetch;
  return (url, init) => ask(url, { ...init, client } as RequestInit);
}

/**
 * Asks each URL once and drops the answer.
 *
 * @throws Error naming the URL that cannot be reached
 */
export async function warm(transport: Transport, urls: readonly string[]): Promise<void> {
  await Promise.all(
    urls.map(async (url) => {
      const response = await transport(url, { method: "HEAD" }).catch((cause: unknown) => {
        throw new Error(
          `The node cannot reach ${url}: ${String(cause)}. Check the proxy and the certificate authority.`,
        );
      });
      await response.body?.cancel();
    }),
  );
}
