import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json, link, periods, yes } from "../common/options.ts";

const definitions: TaskDefinition[] = [
  emptyTask("upkeep", "The Automation upkeep that asks when a period is due").build(),
  task(["upkeep", "register"], "Register it, and give it the right to perform")
    .addOption(link("How much LINK it starts with"))
    .addOption(periods)
    .addOption({
      name: "gasLimit",
      description: "Gas of one performance",
      type: ArgumentType.INT,
      defaultValue: 1_500_000,
    })
    .addOption(from)
    .setAction(() => import("./register.ts"))
    .build(),
  task(["upkeep", "show"], "Balance, how long it lasts, and whether it may perform")
    .addFlag(json)
    .setAction(() => import("./show.ts"))
    .build(),
  task(["upkeep", "fund"], "Pay LINK into the upkeep")
    .addOption(link("How much LINK"))
    .addOption(periods)
    .addOption(from)
    .setAction(() => import("./fund.ts"))
    .build(),
  task(["upkeep", "pause"], "Let nothing be performed for a while")
    .addOption(from)
    .setAction(() => import("./pause.ts"))
    .build(),
  task(["upkeep", "unpause"], "Let it be performed again")
    .addOption(from)
    .setAction(() => import("./unpause.ts"))
    .build(),
  task(["upkeep", "cancel"], "End the upkeep; its LINK can be withdrawn 50 blocks later")
    .addFlag(yes)
    .addOption(from)
    .setAction(() => import("./cancel.ts"))
    .build(),
  task(["upkeep", "withdraw"], "Take back the LINK of a cancelled upkeep")
    .addOption({ name: "to", description: "Who gets the LINK; if not said, the account that acts", defaultValue: "" })
    .addOption(from)
    .setAction(() => import("./withdraw.ts"))
    .build(),
];

export default definitions;
