import { task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { json } from "../common/options.ts";

const definitions: TaskDefinition[] = [
  task("status", "The whole deployment on one screen")
    .addFlag(json)
    .setAction(() => import("./status.ts"))
    .build(),
];

export default definitions;
