/** A Ctrl-C or a polite kill ends the network in order; a second one is not waited for. */
import type { LocalNetwork } from "./local-network.ts";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the networks, then the process, on SIGINT and SIGTERM.
 *
 * @returns removes the handlers
 */
export function shutdownOnSignals(...networks: readonly Pick<LocalNetwork, "stop">[]): () => void {
  const handlers = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const handler = (): void => {
      void Promise.allSettled(networks.map((network) => network.stop())).then(() => process.exit(code));
    };
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((remove) => remove());
}
