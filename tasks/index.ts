/** Every task of this project, a folder a noun. */
import type { TaskDefinition } from "hardhat/types/tasks";

import deploy from "./deploy/index.ts";
import doctor from "./doctor/index.ts";
import evolution from "./evolution/index.ts";
import network from "./network/index.ts";
import program from "./program/index.ts";
import source from "./source/index.ts";
import status from "./status/index.ts";
import subscription from "./subscription/index.ts";
import token from "./token/index.ts";
import upkeep from "./upkeep/index.ts";
import world from "./world/index.ts";

const tasks: TaskDefinition[] = [
  ...deploy,
  ...doctor,
  ...evolution,
  ...network,
  ...program,
  ...source,
  ...status,
  ...subscription,
  ...token,
  ...upkeep,
  ...world,
];

export default tasks;
