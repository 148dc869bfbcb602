/** What an earlier try made on chain without coming to write it down. */
import type { DeploymentRecord } from "../common/record.ts";
import { eventsSince } from "../operations/events.ts";
import { orUndefined } from "../status/at.ts";
import type { Site } from "./site.ts";

/** The newest subscription that the account has created since the beginning and that no other contract uses. */
export async function findSubscription(
  { services, signer }: Site,
  { startBlock, contracts }: DeploymentRecord,
): Promise<bigint | undefined> {
  const { router } = services;
  const created = await eventsSince(router, router.filters.SubscriptionCreated(), startBlock);
  for (const { args } of created.reverse()) {
    if (args.getValue("owner") !== signer.address) continue;
    const id = args.getValue("subscriptionId") as bigint;
    const found = await orUndefined(router.getSubscription(id));
    if (found?.owner !== signer.address) continue;
    if (found.consumers.every((consumer) => consumer === contracts?.consumer)) return id;
  }
  return undefined;
}

/** Juels that were paid into a subscription since the beginning, by whomever. */
export async function paidInto({ services }: Site, id: bigint, { startBlock }: DeploymentRecord): Promise<bigint> {
  const { router } = services;
  const funded = await eventsSince(router, router.filters.SubscriptionFunded(id), startBlock);
  return funded.reduce(
    (sum, { args }) => sum + (args.getValue("newBalance") as bigint) - (args.getValue("oldBalance") as bigint),
    0n,
  );
}
