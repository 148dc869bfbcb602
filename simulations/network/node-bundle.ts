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

/**
 * @param folder where the bundle goes
 * @returns path of the bundle
 */
export async function bundleNode(folder: string): Promise<string> {
  const worker = await build({ ...common, entryPoints: [join(nodeFolder, "worker.ts")], write: false });
  const outfile = join(folder, "node.js");
  await build({
    ...common,
    entryPoints: [join(nodeFolder, "main.ts")],
    outfile,
    define: { WORKER_SOURCE: JSON.stringify(worker.outputFiles[0]?.text) },
  });
  return outfile;
}
