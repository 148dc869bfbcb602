import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

const definitions: TaskDefinition[] = [
  emptyTask("world", "Recorded data: what the world answers in place of the internet").build(),
  task(["world", "record"], "Ask a program's real providers once for every period and store what comes")
    .addPositionalArgument({ name: "program", description: "Name of the program" })
    .addOption({ name: "from", description: "First day, such as 2026-11-01 (UTC)", defaultValue: "" })
    .addOption({ name: "to", description: "Last day", defaultValue: "" })
    .addOption({
      name: "baseUrl",
      description: "Server that has every provider below its host's name, in place of the providers",
      defaultValue: "",
    })
    .addOption({ name: "out", description: "Folder for <program>/<provider>.json", defaultValue: "" })
    .addOption({
      name: "licence",
      description: "Terms of the data of providers that the project does not know",
      defaultValue: "",
    })
    .addOption({
      name: "pause",
      description: "Seconds between two requests",
      type: ArgumentType.FLOAT,
      defaultValue: 1,
    })
    .addOption({
      name: "retries",
      description: "Tries more after status 429, a server's error or no answer",
      type: ArgumentType.INT,
      defaultValue: 3,
    })
    .setAction(() => import("./record.ts"))
    .build(),
  task(["world", "check"], "Replay every recorded fixture through its program's adapters")
    .addPositionalArgument({ name: "program", description: "Name of the program; all when absent", defaultValue: "" })
    .addOption({ name: "fixtures", description: "Folder of <program>/<provider>.json", defaultValue: "" })
    .setAction(() => import("./check.ts"))
    .build(),
];

export default definitions;
