/** Runs the whole corpus on both sides at once. */
import type { NodeHandle } from "../../../simulations/network/nodes.ts";
import { NodePool } from "./nodes.ts";
import { startProvider } from "./provider.ts";
import type { Outcome, Script } from "./script.ts";
import { runInToolkit } from "./toolkit.ts";

/** How both sides ended one script. */
export interface Comparison {
  readonly node: Outcome;
  readonly toolkit: Outcome;
}

/** Each of the toolkit's runs is a process: more at once than this only wait for each other. */
const TOOLKIT_RUNS = 3;

/** @returns the outcomes by script name */
export async function compareAll(corpus: readonly Script[]): Promise<Map<string, Comparison>> {
  const provider = await startProvider();
  const pool = await NodePool.create();
  try {
    const scripts = corpus.map((script) => ({
      ...script,
      source: script.source.replaceAll("ORIGIN", provider.origin),
    }));
    const [onNodes, inToolkit] = await Promise.all([runOnNodes(pool, scripts), runInToolkit(scripts, TOOLKIT_RUNS)]);
    const anonymous = ({ response, error }: Outcome): Outcome => ({
      response,
      error: withoutPlaces(error, provider.origin),
    });
    return new Map(
      corpus.map(({ name }) => [
        name,
        { node: anonymous(onNodes.get(name)!), toolkit: anonymous(inToolkit.get(name)!) },
      ]),
    );
  } finally {
    await pool.close();
    await provider.close();
  }
}

/** Takes from an error what differs from run to run: ports and temp files. */
function withoutPlaces(error: string, origin: string): string {
  return error
    .replaceAll(origin, "ORIGIN")
    .replaceAll(new URL(origin).host, "HOST")
    .replaceAll(/(file|data):[^\s"']*/g, "FILE");
}

/** One node for each set of limits and secrets; each runs its scripts one after the other, in the corpus's order. */
async function runOnNodes(pool: NodePool, scripts: readonly Script[]): Promise<Map<string, Outcome>> {
  const groups = new Map<string, Script[]>();
  for (const script of scripts) {
    const equipment = JSON.stringify({ limits: script.limits ?? {}, secrets: script.secrets ?? {} });
    groups.set(equipment, [...(groups.get(equipment) ?? []), script]);
  }
  const outcomes = new Map<string, Outcome>();
  const runGroup = async ([equipment, group]: [string, Script[]]): Promise<void> => {
    const node: NodeHandle = await pool.start(JSON.parse(equipment));
    for (const script of group) outcomes.set(script.name, await pool.run(node, script));
  };
  await Promise.all([...groups].map(runGroup));
  return outcomes;
}
