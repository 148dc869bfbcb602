import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

import { json, optional } from "../common/options.ts";

const program = (meaning: string, defaultValue?: string) =>
  ({ name: "program", description: meaning, ...(defaultValue === undefined ? {} : { defaultValue }) }) as const;

const definitions: TaskDefinition[] = [
  emptyTask("source", "What the nodes run of a program").build(),
  task(["source", "bundle"], "Bundle programs: bytes by part, hash, room to the limit")
    .addPositionalArgument(program("The program; all if not said", ""))
    .addFlag({ name: "check", description: "Fail if a bundle differs from functions-source/bundles.json" })
    .addFlag({ name: "commit", description: "Write functions-source/bundles.json" })
    .addOption(optional("out", "File to write the source of PROGRAM to"))
    .addFlag(json)
    .setAction(() => import("./bundle.ts"))
    .build(),
  task(["source", "simulate"], "Run a program once on a DON's nodes, without a chain, and show what each of them did")
    .addPositionalArgument(program("The program"))
    .addOption(optional("date", "Day to ask for; the newest there is if not said"))
    .addOption(optional("state", "State of the last evolution; none before the first"))
    .addOption(optional("reading", "Reading of the last evolution"))
    .addOption(optional("signals", "Holders that signalled calm, stir, darken and brighten: 3,0,1,0"))
    .addOption({
      name: "nodes",
      description: "Nodes of the DON, more than 3f",
      type: ArgumentType.INT,
      defaultValue: 4,
    })
    .addOption({ name: "f", description: "How many may be faulty", type: ArgumentType.INT, defaultValue: 1 })
    .addOption({
      name: "fault",
      description: 'Faults by name, with spaces between: "ncei-down node-killed#3"; npm start -- --faults lists them',
      defaultValue: "",
    })
    .addFlag({ name: "watch", description: "Run again after every edit of a file that the bundle contains" })
    .addFlag({ name: "live", description: "Ask the real providers and AIs, with your own keys" })
    .addOption({
      name: "runs",
      description: "Independent runs, compared byte by byte and appended to a dataset",
      type: ArgumentType.INT,
      defaultValue: 1,
    })
    .addOption(optional("dataset", "JSON Lines file for --runs; out/runs.jsonl if not said"))
    .addFlag(json)
    .setAction(() => import("./simulate.ts"))
    .build(),
  task(["source", "verify"], "Compare the source on chain with a fresh bundle")
    .addPositionalArgument(program("The program; every deployed one if not said", ""))
    .addFlag(json)
    .setAction(() => import("./verify.ts"))
    .build(),
];

export default definitions;
