/** `--serve`: the chain stays up, time runs, and Automation and the DON go on working until the user ends it. */
import type { Life } from "./live.ts";

/** Seconds of real time between two looks at the upkeep. */
const LOOK_SECONDS = 5;

/** Serves until SIGINT or SIGTERM, which the caller's signal handlers turn into a shutdown. */
export async function keepServing(life: Life, port: number): Promise<void> {
  const { network, deployment, work } = life;
  const { url } = await network.serve(port);
  console.log(`\nJSON-RPC on ${url}, a block every two seconds. Ctrl-C ends it.`);
  console.log(`  ledger     ${String(deployment.ledger.target)}`);
  console.log(`  consumer   ${String(deployment.consumer.target)}`);
  console.log(`  collection ${String(work.collection.target)}`);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_SECONDS * 1_000));
    await network.automation.tick();
    await network.don.answerPending();
  }
}
