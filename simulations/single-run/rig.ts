/** Nodes and the internet that they reach, without a chain: kept between runs, so that a run takes little more than its requests. */
import { Begun } from "../begun.ts";
import type { World } from "../world/index.ts";
import { startWorld } from "../world/index.ts";
import { Distortions } from "../network/distortions.ts";
import { type NodeHandle, createNodes } from "../network/nodes.ts";
import { resolveOptions } from "../network/options.ts";
import { createTempFolder, removeTempFolder } from "../network/temp-folder.ts";
import { madeUpHosts } from "./fixtures.ts";
import { STAND_IN_KEYS } from "../world/ai/keys.ts";

/** The internet that is there, with the user's own keys. */
export interface Internet {
  /** HTTP proxy to reach it through, if the user's surroundings have one. */
  readonly proxy?: string;
  /** PEM file of an authority that the proxy's certificates are signed by. */
  readonly caFile?: string;
  /** A run's secrets; see functions-source/ai/. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface RigOptions {
  readonly nodes?: number;
  readonly f?: number;
  /** Folders of fixtures that the world plays before its own data. */
  readonly fixtures?: readonly string[];
  /** In place of the world. */
  readonly internet?: Internet;
  /** Told as soon as there is something to stop, so that a signal finds it. */
  readonly onStart?: (rig: { stop(): Promise<void> }) => void;
}

export interface Rig extends AsyncDisposable {
  readonly nodes: readonly NodeHandle[];
  readonly f: number;
  /** Undefined where nodes reach the internet itself. */
  readonly world: World | undefined;
  /** Hosts whose answers are made up: whoever shows them says so. */
  readonly madeUp: readonly string[];
  readonly distortions: Distortions;
  readonly secrets: Readonly<Record<string, string>>;
  /** Sets the world's time, unix seconds. */
  setTime(now: number): void;
  stop(): Promise<void>;
}

/**
 * Whoever starts a rig disposes of it; what has been begun when something goes wrong is ended before it is thrown.
 *
 * @throws RangeError if so many nodes cannot bear f faulty ones
 */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const { nodes: count = 4, f = 1, fixtures = [], internet, onStart } = options;
  // Before anything begins: a wrong number of nodes leaves nothing behind.
  resolveOptions({ nodes: count, f });
  const begun = new Begun();
  const stop = (): Promise<void> => begun.stop();
  onStart?.({ stop });
  try {
    let now = 0;
    const { folder } = await begun.begin(async () => {
      const made = await createTempFolder();
      return { folder: made, stop: () => removeTempFolder(made) };
    });
    const world =
      internet === undefined
        ? await begun.begin(() => startWorld({ nodes: count, now: () => now, dir: folder, fixtures }))
        : undefined;
    const secrets = internet?.secrets ?? STAND_IN_KEYS;
    const caFile = world?.caFile ?? internet?.caFile;
    const settings = resolveOptions({
      ...{ nodes: count, f, secrets, journal: true },
      proxyFor: (node) => world?.proxyFor(node) ?? internet?.proxy,
      ...(caFile === undefined ? {} : { caFile }),
    });
    const nodes = await createNodes(settings, folder);
    await begun.begin(async () => {
      await Promise.all(nodes.map((node) => node.start()));
      return { stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))) };
    });
    const madeUp = world === undefined ? [] : madeUpHosts(fixtures);
    const setTime = (time: number): void => void (now = time);
    return {
      nodes,
      f,
      world,
      madeUp,
      distortions: new Distortions(),
      secrets,
      setTime,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
