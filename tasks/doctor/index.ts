import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json } from "../common/options.ts";

const definitions: TaskDefinition[] = [
  task("doctor", "The deployment's health: what is wrong or soon will be, each with the command that helps")
    .addFlag(json)
    .addOption({
      name: "periods",
      description: "Over how many of the last periods failures are counted",
      type: ArgumentType.INT,
      defaultValue: 7,
    })
    .addOption({ ...from, description: "Account that would act on the findings; its own balance is looked at" })
    .setAction(() => import("./doctor.ts"))
    .build(),
  task(["doctor", "mend"], "Put right a finding that no other task does")
    .addPositionalArgument({ name: "finding", description: "Its name, as doctor tells it" })
    .addPositionalArgument({ name: "program", description: "Of which program, if of one", defaultValue: "" })
    .addOption(from)
    .setAction(() => import("./mend.ts"))
    .build(),
];

export default definitions;
