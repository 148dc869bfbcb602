/** A process that starts a network, says on stdout what it began, and waits for a signal. Run by `shutdown.test.ts`. */
import { fileURLToPath } from "node:url";

import { shutdownOnSignals, startLocalNetwork } from "../../../simulations/network/index.ts";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const network = await startLocalNetwork();
  shutdownOnSignals(network);
  const { url } = await network.serve(0);
  process.stdout.write(`${JSON.stringify({ url, pids: network.nodes.map(({ pid }) => pid) })}\n`);
}
