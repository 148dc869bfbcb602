import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

const definitions: TaskDefinition[] = [
  emptyTask("network", "A local network: chain, Chainlink's contracts, nodes, Automation, recorded world").build(),
  task(["network", "serve"], "Start a local network and keep it up until Ctrl-C")
    .addOption({
      name: "port",
      description: "Port of its JSON-RPC on 127.0.0.1; 0 for any",
      type: ArgumentType.INT,
      defaultValue: 8_545,
    })
    .addOption({
      name: "date",
      description: "Day on which its chain begins; the recorded world goes from 2012 to 2015",
      defaultValue: "2012-03-01",
    })
    .addOption({ name: "nodes", description: "Nodes of its DON, at least 4", type: ArgumentType.INT, defaultValue: 4 })
    .setAction(() => import("./serve.ts"))
    .build(),
  task(["network", "advance"], "Let time pass on a local network until programs have settled")
    .addOption({
      name: "periods",
      description: "How many periods to live through",
      type: ArgumentType.INT,
      defaultValue: 1,
    })
    .setAction(() => import("./advance.ts"))
    .build(),
];

export default definitions;
