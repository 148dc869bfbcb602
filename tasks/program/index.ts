import { emptyTask } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import newDefinition from "./new-definition.ts";

const definitions: TaskDefinition[] = [
  emptyTask("program", "Programs: what nodes run, and the terms that bind it").build(),
  newDefinition,
];

export default definitions;
