import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json, link } from "../common/options.ts";

const definitions: TaskDefinition[] = [
  emptyTask("subscription", "The Functions subscription that pays for requests").build(),
  task(["subscription", "show"], "Balance, consumers, and how long the balance lasts")
    .addFlag(json)
    .setAction(() => import("./show.ts"))
    .build(),
  task(["subscription", "fund"], "Pay LINK into the subscription")
    .addOption(link("How much LINK"))
    .addOption(from)
    .setAction(() => import("./fund.ts"))
    .build(),
];

export default definitions;
