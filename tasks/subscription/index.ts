import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { from, json, link, periods, termsSignature, yes } from "../common/options.ts";

const id = {
  name: "id",
  description: "Another subscription than the deployment's, by its number",
  defaultValue: "",
} as const;

const consumer = {
  name: "address",
  description: "The consumer; if not said, the deployment's own",
  defaultValue: "",
} as const;

const definitions: TaskDefinition[] = [
  emptyTask("subscription", "The Functions subscription that pays for requests").build(),
  task(["subscription", "create"], "Create it, and let the deployment's consumer use it")
    .addFlag({ name: "another", description: "Also when the deployment has one: it will use the new one" })
    .addOption(termsSignature)
    .addOption(from)
    .setAction(() => import("./create.ts"))
    .build(),
  task(["subscription", "show"], "Balance, consumers, and how long the balance lasts")
    .addFlag(json)
    .addOption(id)
    .setAction(() => import("./show.ts"))
    .build(),
  task(["subscription", "fund"], "Pay LINK into the subscription")
    .addOption(link("How much LINK"))
    .addOption(periods)
    .addOption(from)
    .addOption(id)
    .setAction(() => import("./fund.ts"))
    .build(),
  task(["subscription", "add-consumer"], "Let a contract send requests that the subscription pays")
    .addPositionalArgument(consumer)
    .addOption(from)
    .addOption(id)
    .setAction(() => import("./add-consumer.ts"))
    .build(),
  task(["subscription", "remove-consumer"], "Let a contract send requests no longer")
    .addPositionalArgument(consumer)
    .addOption(from)
    .addOption(id)
    .setAction(() => import("./remove-consumer.ts"))
    .build(),
  task(["subscription", "transfer"], "Offer the subscription to another owner, or accept the offer")
    .addOption({ name: "to", description: "The new owner's address", defaultValue: "" })
    .addFlag({ name: "accept", description: "Accept it, as the new owner" })
    .addOption(termsSignature)
    .addOption(from)
    .addOption(id)
    .setAction(() => import("./transfer.ts"))
    .build(),
  task(["subscription", "timeout"], "Give up requests that were not answered in time; frees the LINK they block")
    .addOption(from)
    .addOption(id)
    .setAction(() => import("./timeout.ts"))
    .build(),
  task(["subscription", "cancel"], "End the subscription; its LINK comes back")
    .addOption({ name: "to", description: "Who gets the LINK; if not said, the account that acts", defaultValue: "" })
    .addFlag(yes)
    .addOption(from)
    .addOption(id)
    .setAction(() => import("./cancel.ts"))
    .build(),
];

export default definitions;
