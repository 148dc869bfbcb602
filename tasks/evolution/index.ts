import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json } from "../common/options.ts";

const name = { name: "name", description: "The program's name", defaultValue: "" } as const;
const text = (option: string, description: string, defaultValue = "") => ({ name: option, description, defaultValue });

const definitions: TaskDefinition[] = [
  emptyTask("evolution", "What a program shows, its history, and the next period").build(),
  task(["evolution", "status"], "What a program shows and asks for now")
    .addPositionalArgument(name)
    .addFlag(json)
    .setAction(() => import("./status.ts"))
    .build(),
  task(["evolution", "history"], "A program's evolutions")
    .addPositionalArgument(name)
    .addOption(text("from", "Index of the first one, from 0; default: so that the last one is shown"))
    .addOption(text("limit", "How many at most", "20"))
    .addFlag(json)
    .setAction(() => import("./history.ts"))
    .build(),
  task(["evolution", "perform"], "Ask for the period that is due, by hand")
    .addPositionalArgument(name)
    .addOption(text("wait", "Seconds to wait for the answer on a local network", "60"))
    .addFlag(json)
    .addOption(from)
    .setAction(() => import("./perform.ts"))
    .build(),
];

export default definitions;
