/** Bundles `simulations/node/` into the one file that every node process runs. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type BuildOptions, build } from "esbuild";

const nodeFolder = fileURLToPath(new URL("../node/", import.meta.url));

const common: BuildOptions = {
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  legalComments: "none",
  logLevel: "silent",
};

/** The node's program, and the same with clocks that are off. */
export class NodeBundles {
  readonly #folder: string;
  readonly #paths = new Map<number, Promise<string>>();

  /** @param folder where the bundles go */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Path of the program whose clock, and whose runs' clock, is off by so many seconds. */
  withClock(offsetSeconds: number): Promise<string> {
    const path = this.#paths.get(offsetSeconds) ?? bundleNode(this.#folder, offsetSeconds);
    this.#paths.set(offsetSeconds, path);
    return path;
  }
}

async function bundleNode(folder: string, offsetSeconds: number): Promise<string> {
  const banner = offsetSeconds === 0 ? {} : { banner: { js: shiftedDate(offsetSeconds * 1_000) } };
  const worker = await build({ ...common, ...banner, entryPoints: [join(nodeFolder, "worker.ts")], write: false });
  const outfile = join(folder, `node${offsetSeconds === 0 ? "" : offsetSeconds}.js`);
  await build({
    ...common,
    ...banner,
    entryPoints: [join(nodeFolder, "main.ts")],
    outfile,
    define: { WORKER_SOURCE: JSON.stringify(worker.outputFiles[0]?.text) },
  });
  return outfile;
}

/** Puts another `Date` in place of the platform's; a process cannot have a system clock of its own. */
function shiftedDate(offsetMs: number): string {
  return (
    `globalThis.Date = class extends Date {` +
    ` constructor(...given) { super(...(given.length === 0 ? [new.target.now()] : given)); }` +
    ` static now() { return super.now() + ${offsetMs}; } };`
  );
}
