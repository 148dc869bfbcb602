/** What `run.ts` can be told. */
import { parseArgs } from "node:util";

import { UsageError } from "../usage-error.ts";
import type { Scenario } from "./scenario.ts";

export const USAGE = `node simulations/scenarios/run.ts [NAME...]
  --short       fewer periods
  --without     each without the property that it is about: all must fail
  --out FOLDER  where the traces go (default: out/scenarios)
  --list        names and titles
  --help        this text`;

export interface Options {
  readonly chosen: readonly Scenario[];
  readonly short: boolean;
  readonly without: boolean;
  readonly out: string;
  readonly list: boolean;
}

/**
 * @returns undefined when help was asked for
 * @throws UsageError with the usage for anything that is not an option or a scenario
 */
export function readOptions(args: readonly string[], scenarios: readonly Scenario[]): Options | undefined {
  const { values, positionals } = parse(args);
  const { help, ...options } = values;
  if (help) return undefined;
  if (options.out === "") throw mistake("--out takes a folder.");
  const unknown = positionals.find((name) => !scenarios.some((each) => each.name === name));
  if (unknown !== undefined) {
    throw mistake(`No scenario is called "${unknown}"; there are ${scenarios.map(({ name }) => name).join(", ")}.`);
  }
  const chosen = positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
  return { chosen, ...options };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        short: { type: "boolean", default: false },
        without: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        out: { type: "string", default: "out/scenarios" },
      },
    });
  } catch (error) {
    throw mistake((error as Error).message);
  }
}

const mistake = (what: string): UsageError => new UsageError(`${what}\n\n${USAGE}`);
