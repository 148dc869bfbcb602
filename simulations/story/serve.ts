/** `--serve`: the chain stays up, time runs, and Automation and the DON go on working until the user ends it. */
import { attend } from "../network/index.ts";
import type { Begun } from "../begun.ts";
import type { Life } from "./live.ts";

/** Seconds of real time between two blocks, and between two looks at the upkeep. */
const BLOCK_SECONDS = 2;

/** Serves until SIGINT or SIGTERM, which end what has begun. */
export async function keepServing(
  life: Life,
  begun: Begun,
  port: number,
  print: (line: string) => void,
): Promise<void> {
  const { network, deployment, work } = life;
  const { url } = await network.serve(port, { blockSeconds: BLOCK_SECONDS });
  print(`\nJSON-RPC on ${url}, a block every ${BLOCK_SECONDS} seconds. Ctrl-C ends it.`);
  print(`  ledger     ${String(deployment.ledger.target)}, program ${work.id}`);
  print(`  consumer   ${String(deployment.consumer.target)}`);
  print(`  collection ${String(work.collection.target)}, token ${life.tokenId}`);
  print("A period is a day. To skip time: evm_setNextBlockTimestamp, then evm_mine.");
  await attend(network, { seconds: BLOCK_SECONDS, ended: () => begun.ended, print: (line) => print(`  ${line}`) });
}
