/** Reads a deployment, all of it at one block. */
import type { Studio } from "../common/studio.ts";
import { readPrices } from "../common/money.ts";
import { periodsLeft } from "./duration.ts";
import { type At, orUndefined } from "./at.ts";
import { readProgram } from "./read-program.ts";
import type { ChainReading, DeploymentReading, SubscriptionReading, UpkeepReading } from "./reading.ts";

const NOBODY = `0x${"0".repeat(40)}`;
/** What `maxValidBlocknumber` of an upkeep is until it is cancelled. */
const NEVER = 2n ** 32n - 1n;

/** @throws Error when the chain answers with something that is no deployment of this project */
export async function readDeployment(studio: Studio): Promise<DeploymentReading> {
  const { record, services } = studio;
  const chain = await readChain(studio);
  const at = { blockTag: chain.block };
  const [prices, upkeep, programs, subscription] = await Promise.all([
    readPrices(services),
    readUpkeep(studio, at),
    Promise.all(Object.entries(record.programs).map(([name, one]) => readProgram(studio, at, name, one))),
    readSubscription(studio, at, chain.gasPrice),
  ]);
  const left = subscription && periodsLeft(subscription, programs);
  return {
    chain,
    contracts: record.contracts!,
    prices,
    subscription: subscription && { ...subscription, periodsLeft: left },
    upkeep,
    programs,
  };
}

async function readChain({ chain }: Studio): Promise<ChainReading> {
  const { provider } = chain.ethers;
  const [block, gasPrice] = await Promise.all([provider.getBlock("latest"), provider.send("eth_gasPrice")]);
  return {
    id: chain.id,
    network: chain.connection.networkName,
    local: chain.local !== undefined,
    block: block!.number,
    time: block!.timestamp,
    gasPrice: BigInt(gasPrice as string),
  };
}

async function readSubscription(
  { record, services, consumer }: Studio,
  at: At,
  gasPrice: bigint,
): Promise<Omit<SubscriptionReading, "periodsLeft"> | undefined> {
  if (record.subscriptionId === undefined) return undefined;
  const id = BigInt(record.subscriptionId);
  const { router, coordinator } = services;
  const found = await orUndefined(router.getSubscription(id, at));
  if (found === undefined)
    return {
      ...{ id, exists: false, balance: 0n, blocked: 0n, requestCost: 0n },
      ...{ owner: NOBODY, proposedOwner: NOBODY, consumers: [] },
    };
  const gas = await consumer.CALLBACK_GAS(at);
  // A router that allows less gas for callbacks prices none, and takes none either.
  const requestCost = (await orUndefined(coordinator.estimateCost(id, "0x", gas, gasPrice, at))) ?? 0n;
  const { balance, blockedBalance: blocked, owner, proposedOwner, consumers } = found;
  return { id, exists: true, balance, blocked, owner, proposedOwner, consumers: [...consumers], requestCost };
}

async function readUpkeep({ record, services, consumer }: Studio, at: At): Promise<UpkeepReading | undefined> {
  if (record.upkeep === undefined) return undefined;
  const { forwarder } = record.upkeep;
  const id = BigInt(record.upkeep.id);
  const { registry } = services;
  const [found, minBalance, mayPerform] = await Promise.all([
    registry.getUpkeep(id, at),
    orUndefined(registry.getMinBalance(id, at)),
    consumer.isPerformer(forwarder, at),
  ]);
  const { target, admin, balance, amountSpent: spent, paused, maxValidBlocknumber } = found;
  return {
    ...{ id, forwarder, target, admin, balance, spent, paused, mayPerform },
    minBalance: minBalance ?? 0n,
    performGas: Number(found.performGas),
    cancelledAt: target === NOBODY || maxValidBlocknumber === NEVER ? undefined : Number(maxValidBlocknumber),
    lastPerformedBlock: Number(found.lastPerformedBlockNumber),
  };
}
