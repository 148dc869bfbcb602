/** `--serve`: the chain stays up, time runs, and Automation and the DON go on working until the user ends it. */
import type { Begun } from "./begun.ts";
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
  while (!begun.ended) {
    await new Promise((resolve) => setTimeout(resolve, BLOCK_SECONDS * 1_000));
    await lookOnce(life, begun, print);
  }
}

/** What goes wrong with one period is told; the next is another chance. */
async function lookOnce({ network }: Life, begun: Begun, print: (line: string) => void): Promise<void> {
  try {
    await network.automation.tick();
    for (const { observations, agreed, delivered } of await network.don.answerPending()) {
      print(
        `  DON: ${agreed.length} of ${observations.length} nodes agreed on ${delivered?.error === "0x" ? "an answer" : "an error"}`,
      );
    }
  } catch (error) {
    if (!begun.ended) print(`  ${(error as Error).message}`);
  }
}
