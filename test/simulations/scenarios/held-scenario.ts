/** A process in the middle of a scenario, which says on stdout what it began and waits for a signal. Run by `leftovers.test.ts`. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { shutdownOnSignals } from "../../../simulations/network/index.ts";
import { startStage } from "../../../simulations/scenarios/index.ts";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stage = await startStage({ onStart: (begun) => void shutdownOnSignals(begun) });
  const scene = await stage.begin("held", { program: "seattle-weather", from: "2012-05-01" });
  await scene.strike(["node-killed", "openai-hang"]);
  const pids = stage.network.nodes.flatMap(({ pid }) => pid ?? []);
  const ports = stage.network.nodes.map(({ index }) => stage.world.proxyFor(index));
  const folder = dirname(stage.world.caFile);
  process.stdout.write(`${JSON.stringify({ pids, ports, folder })}\n`);
  // In the middle of a round that waits for an AI that never answers.
  await scene.live(1).catch(() => undefined);
}
