import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json, yes } from "../common/options.ts";
import newDefinition from "./new-definition.ts";

const name = { name: "name", description: "The program's name", defaultValue: "" } as const;
const text = (option: string, description: string) => ({ name: option, description, defaultValue: "" }) as const;

const definitions: TaskDefinition[] = [
  emptyTask("program", "Programs: what nodes run, and the terms that bind it").build(),
  newDefinition,
  task(["program", "register"], "A further program with its collection on this deployment")
    .addPositionalArgument(name)
    .addOption(text("supply", "Most tokens of its collection; default 1000"))
    .addOption(text("perWallet", "Most tokens an account may mint, 0 for any number; default 5"))
    .addOption(text("price", "Native coin a token; default 0.01"))
    .addOption(text("collectionName", "Name of its collection"))
    .addOption(text("symbol", "Symbol of its collection; default IMAGO"))
    .addOption(from)
    .setAction(() => import("./register.ts"))
    .build(),
  task(["program", "update"], "Register what a program's file makes now as its next version")
    .addPositionalArgument(name)
    .addFlag(yes)
    .addOption(from)
    .setAction(() => import("./update.ts"))
    .build(),
  task(["program", "show"], "A program's terms, names, moves and requests, next to its file")
    .addPositionalArgument(name)
    .addFlag(json)
    .setAction(() => import("./show.ts"))
    .build(),
  task(["program", "configure"], "Change how a program is asked for")
    .addPositionalArgument(name)
    .addOption(text("confirm", "on: a second round confirms every evolution; off: one round decides"))
    .addOption(text("attempts", "Attempts in a period, 1 to 8"))
    .addOption(text("backoff", "Seconds until the second attempt; doubled for each further one"))
    .addOption(text("grace", "Seconds after a period fell due from which on anybody may ask"))
    .addOption(text("timeout", "Seconds until an unanswered request may be replaced, 300 to 86400"))
    .addOption(text("gasPrice", "Gwei; the most that a stranger's transaction may pay"))
    .addOption(text("subscription", "Functions subscription that pays"))
    .addOption(from)
    .setAction(() => import("./configure.ts"))
    .build(),
  task(["program", "pause"], "Stop a program; it shows its preset")
    .addPositionalArgument(name)
    .addOption(from)
    .setAction(() => import("./pause.ts"))
    .build(),
  task(["program", "unpause"], "End a pause")
    .addPositionalArgument(name)
    .addOption(from)
    .setAction(() => import("./unpause.ts"))
    .build(),
];

export default definitions;
