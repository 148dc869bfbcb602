/** What an earlier try made on chain without coming to write it down. */
import { type BaseContract, type DeferredTopicFilter, type EventLog, type Log } from "ethers";

import type { DeploymentRecord } from "../common/record.ts";
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

/** An upkeep of the account for the consumer, in service. */
export async function findUpkeep(
  { services, signer }: Site,
  { startBlock, contracts }: DeploymentRecord,
): Promise<{ id: string; forwarder: string } | undefined> {
  const { registry } = services;
  const registered = await eventsSince(registry, registry.filters.UpkeepRegistered(), startBlock);
  for (const { args } of registered.reverse()) {
    if (args.getValue("admin") !== signer.address) continue;
    const id = args.getValue("id") as bigint;
    const { target, maxValidBlocknumber } = await registry.getUpkeep(id);
    if (target !== contracts?.consumer || maxValidBlocknumber !== NEVER) continue;
    return { id: id.toString(), forwarder: await registry.getForwarder(id) };
  }
  return undefined;
}

/** What `maxValidBlocknumber` of an upkeep is until it is cancelled. */
const NEVER = 2n ** 32n - 1n;

/** In parts where a node gives no more at once. */
async function eventsSince(contract: BaseContract, filter: DeferredTopicFilter, from: number): Promise<EventLog[]> {
  const last = await contract.runner!.provider!.getBlockNumber();
  return (await logs(contract, filter, from, last)).filter((log): log is EventLog => "args" in log);
}

async function logs(
  contract: BaseContract,
  filter: DeferredTopicFilter,
  from: number,
  to: number,
): Promise<(EventLog | Log)[]> {
  try {
    return await contract.queryFilter(filter, from, to);
  } catch (error) {
    if (from >= to) throw error;
    const middle = Math.floor((from + to) / 2);
    const [first, second] = [await logs(contract, filter, from, middle), await logs(contract, filter, middle + 1, to)];
    return [...first, ...second];
  }
}
