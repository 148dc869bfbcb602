import { task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, optional, termsSignature, yes } from "../common/options.ts";

const definitions: TaskDefinition[] = [
  task("deploy", "Deploy the protocol, programs and their collections; go on where an earlier try stopped")
    .addOption(optional("programs", "Programs to deploy, by name, with commas between"))
    .addOption(optional("link", "LINK that subscription and upkeep begin with, each (50)"))
    .addOption(optional("subscriptionLink", "LINK that the subscription begins with, if not the same"))
    .addOption(optional("upkeepLink", "LINK that the upkeep begins with, if not the same"))
    .addOption(optional("supply", "Most tokens of a collection (1000)"))
    .addOption(optional("perWallet", "Most tokens that one account may mint, 0 for no limit (5)"))
    .addOption(optional("price", "Native coin a token (0.01)"))
    .addOption(optional("collectionName", "Name of the collection (Imago and the program's)"))
    .addOption(optional("symbol", "Symbol of the collection (IMAGO)"))
    .addFlag({ name: "confirmation", description: "Every evolution needs a second round of the DON" })
    .addOption(
      optional("settings", "File that says all of the above; see config.json beside the record of a deployment"),
    )
    .addOption(
      optional("services", "File that names Chainlink contracts of your own, on a chain without the hosted ones"),
    )
    .addOption(termsSignature)
    .addFlag({ name: "dryRun", description: "Tell what every step would cost; send and write nothing" })
    .addFlag(yes)
    .addOption(from)
    .setAction(() => import("./deploy.ts"))
    .build(),
];

export default definitions;
