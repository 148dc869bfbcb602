/** A local network and the world that its nodes reach, on one clock. */
import type { Begun } from "./begun.ts";
import { type LocalNetwork, startLocalNetwork } from "./network/index.ts";
import { createTempFolder, removeTempFolder } from "./network/temp-folder.ts";
import { STAND_IN_KEYS } from "./world/ai/keys.ts";
import { type World, type WorldOptions, startWorld } from "./world/index.ts";

const OPENAI = { openaiKey: STAND_IN_KEYS.openaiKey };

export interface Surroundings {
  readonly world: World;
  readonly network: LocalNetwork;
  /** For whatever its user writes; removed at the end, and swept by the next start if this process is killed. */
  readonly folder: string;
}

export interface SurroundingsOptions {
  readonly nodes?: number;
  /** Unix seconds at which the chain begins. */
  readonly from: number;
  /** Fixtures, or folders of them, that the world plays before its own data. */
  readonly fixtures?: WorldOptions["fixtures"];
  /** A server that decides in place of the scripted stand-in. */
  readonly ai?: WorldOptions["ai"];
  /** What answers in place of the world's own services. */
  readonly stageServices?: WorldOptions["stageServices"];
  /** Told what happens, a line each. */
  readonly log?: (line: string) => void;
}

/** @param begun ends all of it, also half-way */
export async function startSurroundings(
  begun: Begun,
  { nodes = 4, from, fixtures = [], ai, stageServices, log = () => undefined }: SurroundingsOptions,
): Promise<Surroundings> {
  let time = (): number => from;
  log("world: providers and AI vendors at their real URLs");
  const { folder } = await begun.begin(async () => {
    const made = await createTempFolder();
    return { folder: made, stop: () => removeTempFolder(made) };
  });
  const world = await begun.begin(() =>
    startWorld({
      nodes,
      now: () => time(),
      dir: folder,
      fixtures,
      ...(ai ? { ai } : {}),
      ...(stageServices ? { stageServices } : {}),
    }),
  );
  log(`network: chain, Chainlink contracts, ${nodes} nodes`);
  const network = await begun.begin(() =>
    startLocalNetwork({
      nodes,
      initialTime: from,
      proxyFor: (node) => world.proxyFor(node),
      caFile: world.caFile,
      // With a server that decides, no stand-in may step in where it fails.
      secrets: ai ? OPENAI : STAND_IN_KEYS,
    }),
  );
  time = () => network.time;
  return { world, network, folder };
}
