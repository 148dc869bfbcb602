import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { SIGNALS } from "../../functions-source/content/tally.ts";
import { from, json, optional } from "../common/options.ts";

const name = optional("name", "The program that its collection follows");
const id = optional("id", "The token's number, from 1");
const text = (option: string, description: string, defaultValue = "") => ({ name: option, description, defaultValue });

const definitions: TaskDefinition[] = [
  emptyTask("token", "Tokens: minting, looking, signalling, proving").build(),
  task(["token", "mint"], "Mint tokens of a program's collection")
    .addPositionalArgument(name)
    .addOption(text("quantity", "How many", "1"))
    .addOption(from)
    .setAction(() => import("./mint.ts"))
    .build(),
  task(["token", "show"], "A token as the chain draws it")
    .addPositionalArgument(name)
    .addPositionalArgument(id)
    .addOption(text("out", "File that the picture is written to, ending in .svg"))
    .addFlag(json)
    .setAction(() => import("./show.ts"))
    .build(),
  task(["token", "signal"], "Give a token's signal for the running period, for its owner")
    .addPositionalArgument(name)
    .addPositionalArgument(id)
    .addPositionalArgument(optional("choice", `One of ${SIGNALS.join(", ")}`))
    .addOption(from)
    .setAction(() => import("./signal.ts"))
    .build(),
  task(["token", "verify"], "Rebuild what a token shows from the chain alone, and say what that proves")
    .addPositionalArgument(name)
    .addPositionalArgument(id)
    .addOption(text("index", "An entry of the history, from 0; default: the one that is shown"))
    .addFlag({ name: "all", description: "Every entry of the history" })
    .addFlag(json)
    .setAction(() => import("./verify.ts"))
    .build(),
];

export default definitions;
