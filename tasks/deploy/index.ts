import { task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from } from "../common/options.ts";

const definitions: TaskDefinition[] = [
  task("deploy", "Deploy the protocol, programs and their collections; go on where an earlier try stopped")
    .addOption({ name: "programs", description: "Programs to deploy, by name, with commas between", defaultValue: "" })
    .addOption({
      name: "link",
      description: "LINK that subscription and upkeep get, each",
      defaultValue: "50",
    })
    .addOption(from)
    .setAction(() => import("./deploy.ts"))
    .build(),
];

export default definitions;
