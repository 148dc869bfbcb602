import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json, optional, yes } from "../common/options.ts";
import newDefinition from "./new-definition.ts";

const name = optional("name", "The program's name");

const definitions: TaskDefinition[] = [
  emptyTask("program", "Programs: what nodes run, and the terms that bind it").build(),
  newDefinition,
  task(["program", "check"], "What in a program makes nodes disagree, each with what to change")
    .addPositionalArgument(name)
    .addFlag(json)
    .setAction(() => import("./check.ts"))
    .build(),
  task(["program", "register"], "A further program with its collection on this deployment")
    .addPositionalArgument(name)
    .addOption(optional("supply", "Most tokens of its collection; default 1000"))
    .addOption(optional("perWallet", "Most tokens an account may mint, 0 for any number; default 5"))
    .addOption(optional("price", "Native coin a token; default 0.01"))
    .addOption(optional("collectionName", "Name of its collection"))
    .addOption(optional("symbol", "Symbol of its collection; default IMAGO"))
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
    .addOption(optional("confirm", "on: a second round confirms every evolution; off: one round decides"))
    .addOption(optional("attempts", "Attempts in a period, 1 to 8"))
    .addOption(optional("backoff", "Seconds until the second attempt; doubled for each further one"))
    .addOption(optional("grace", "Seconds after a period fell due from which on anybody may ask"))
    .addOption(optional("timeout", "Seconds until an unanswered request may be replaced, 300 to 86400"))
    .addOption(optional("gasPrice", "Gwei; the most that a stranger's transaction may pay"))
    .addOption(optional("subscription", "Functions subscription that pays"))
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
