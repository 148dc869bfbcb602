import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json } from "../common/options.ts";

const name = { name: "name", description: "The program that its collection follows", defaultValue: "" } as const;
const id = { name: "id", description: "The token's number, from 1", defaultValue: "" } as const;
const text = (option: string, description: string, defaultValue = "") => ({ name: option, description, defaultValue });

const definitions: TaskDefinition[] = [
  emptyTask("token", "Tokens: minting, looking, proving").build(),
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
