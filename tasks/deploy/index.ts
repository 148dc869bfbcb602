import { task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from } from "../common/options.ts";

const option = (name: string, description: string) => ({ name, description, defaultValue: "" });

const definitions: TaskDefinition[] = [
  task("deploy", "Deploy the protocol, programs and their collections; go on where an earlier try stopped")
    .addOption(option("programs", "Programs to deploy, by name, with commas between"))
    .addOption(option("link", "LINK that subscription and upkeep begin with, each (50)"))
    .addOption(option("subscriptionLink", "LINK that the subscription begins with, if not the same"))
    .addOption(option("upkeepLink", "LINK that the upkeep begins with, if not the same"))
    .addOption(option("supply", "Most tokens of a collection (1000)"))
    .addOption(option("perWallet", "Most tokens that one account may mint, 0 for no limit (5)"))
    .addOption(option("price", "Native coin a token (0.01)"))
    .addOption(option("collectionName", "Name of the collection (Imago and the program's)"))
    .addOption(option("symbol", "Symbol of the collection (IMAGO)"))
    .addFlag({ name: "confirmation", description: "Every evolution needs a second round of the DON" })
    .addOption(option("settings", "File that says all of the above; see config.json beside the record of a deployment"))
    .addOption(
      option("services", "File that names Chainlink contracts of your own, on a chain without the hosted ones"),
    )
    .addOption(option("termsSignature", "Signature with which the terms of service of Functions are accepted"))
    .addFlag({ name: "dryRun", description: "Tell what every step would cost; send and write nothing" })
    .addFlag({ name: "yes", description: "Go on without asking" })
    .addOption(from)
    .setAction(() => import("./deploy.ts"))
    .build(),
];

export default definitions;
