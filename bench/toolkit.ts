/** Chainlink's own simulator, one call a node, the way its local testnet runs it, but with a temp folder for each. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

import type { Local } from "./local.ts";

const require = createRequire(import.meta.url);
const { runInstall } = require("deno/install_api.cjs") as { runInstall(): string };

interface SimulationInput {
  readonly source: string;
  readonly bytesArgs: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
}

interface SimulationResult {
  readonly responseBytesHexstring?: string;
  readonly errorString?: string;
  readonly capturedTerminalOutput: string;
}

/** The toolkit's part alone: its index would load a whole chain. */
const { simulateScript } = require("@chainlink/functions-toolkit/dist/simulateScript/simulateScript.js") as {
  simulateScript(input: SimulationInput): Promise<SimulationResult>;
};

export interface Simulator extends AsyncDisposable {
  /** Runs the source once for each node, in parallel; returns the answers, `0x` hex. */
  round(): Promise<string[]>;
}

/** Gets the toolkit ready to run one request's source once for each node of a network. */
export async function openSimulator({ world, network, folder }: Local, input: SimulationInput): Promise<Simulator> {
  const parent = await mkdtemp(join(folder, "toolkit-"));
  const folders = Array.from({ length: network.nodes.length }, (_, node) => join(parent, String(node)));
  for (const folder of folders) await mkdir(folder);
  const environmentOf = (node: number): Record<string, string> => ({
    PATH: `${dirname(runInstall())}${delimiter}${process.env.PATH ?? ""}`,
    TMPDIR: folders[node]!,
    DENO_DIR: join(folders[node]!, "deno"),
    DENO_CERT: world.caFile,
    HTTPS_PROXY: world.proxyFor(node),
    DENO_NO_UPDATE_CHECK: "1",
    // As for our own nodes: a name server that is not there must not cost 5 s now and then.
    RES_OPTIONS: "timeout:1 attempts:1",
  });
  const run = async (node: number): Promise<string> => {
    // Up to its first `await` it has written its file and started its process: the environment may change then.
    const { responseBytesHexstring, errorString } = await withEnvironment(environmentOf(node), () =>
      simulateScript(input),
    );
    if (responseBytesHexstring === undefined) throw new Error(`simulateScript: ${errorString}`);
    return responseBytesHexstring;
  };
  return {
    round: () => Promise.all(folders.map((_, node) => run(node))),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Calls with other environment variables; what is read later than the call itself sees the old ones. */
function withEnvironment<T>(variables: Readonly<Record<string, string>>, call: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return call();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
