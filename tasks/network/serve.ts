/** A complete local Chainlink network that stays: what the other tasks are pointed at with `--network localhost`. */
import { once } from "node:events";
import { createServer } from "node:net";

import { Begun } from "../../simulations/begun.ts";
import { buildContracts } from "../../simulations/build.ts";
import { attend, shutdownOnSignals } from "../../simulations/network/index.ts";
import { startSurroundings } from "../../simulations/surroundings.ts";
import { FIXTURES_FOLDER } from "../../simulations/world/fixtures.ts";
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { note, print } from "../common/terminal.ts";

interface Args {
  readonly port: number;
  readonly date: string;
  readonly nodes: number;
}

/** Real seconds between two blocks. */
const BLOCK_SECONDS = 1;

export default action<Args>(async ({ port, date, nodes }) => {
  const from = parseDay(date);
  if (nodes < 4 || nodes > 31) throw wrongInput(`--nodes ${nodes} is no DON; take 4 to 31, so that one may be faulty.`);
  await checkPort(port);
  await buildContracts(note);
  const begun = new Begun();
  shutdownOnSignals({ stop: () => begun.stop() });
  try {
    const { network } = await startSurroundings(begun, { nodes, from, fixtures: FIXTURES_FOLDER, log: note });
    const { url } = await network.serve(port, { blockSeconds: BLOCK_SECONDS });
    print(`Local network at ${url}, chain 31337, ${date}, ${nodes} nodes. Ctrl-C ends it.`);
    print("Next, in another terminal:");
    print(
      `  npx --no hardhat deploy --network localhost${port === 8_545 ? "" : "   (set IMAGO_RPC_URL to the address above)"}`,
    );
    await attend(network, { seconds: BLOCK_SECONDS, ended: () => begun.ended, print });
  } finally {
    await begun.stop();
  }
});

/** Unix seconds at which a day begins. */
function parseDay(date: string): number {
  const seconds = Date.parse(`${date}T00:00:00Z`) / 1_000;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(seconds))
    throw wrongInput(`--date ${date} is no day; write it like 2012-03-01.`);
  return seconds;
}

async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new TaskFailure(`Port ${port} cannot be opened (${code}).`, {
      cause,
      remedy: "npx --no hardhat network serve --port 0   (takes a free one)",
    });
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
