/** Every task of this project, a folder a noun. */
import type { TaskDefinition } from "hardhat/types/tasks";

import deploy from "./deploy/index.ts";
import network from "./network/index.ts";
import program from "./program/index.ts";
import source from "./source/index.ts";
import subscription from "./subscription/index.ts";
import world from "./world/index.ts";

const tasks: TaskDefinition[] = [...deploy, ...network, ...program, ...source, ...subscription, ...world];

export default tasks;
