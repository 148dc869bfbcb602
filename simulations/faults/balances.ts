/** Empties and fills what pays: a Functions subscription and an upkeep. */
import { AbiCoder, type Contract, keccak256, toBeHex } from "ethers";

import type { ServiceContracts } from "../../tasks/operations/services.ts";
import { fundSubscription } from "../../tasks/operations/subscription.ts";
import { fundUpkeep } from "../../tasks/operations/upkeep.ts";
import type { Chainlink } from "../network/chainlink/deployment.ts";
import type { Environment } from "./fault.ts";

const coder = AbiCoder.defaultAbiCoder();
const JUELS_BITS = 96n;
const MASK = (1n << JUELS_BITS) - 1n;
/** How many of a contract's variables, and how many words of one entry, are searched. */
const SLOTS = 64n;
const WORDS = 3n;

/** What a top-up brings. */
export const TOP_UP_JUELS = 100n * 10n ** 18n;

/** The subscription as if all had been spent: there is no way to spend it that would not take thousands of requests. */
export async function drainSubscription(environment: Environment): Promise<void> {
  const { network, deployment } = environment;
  await zero(environment, network.chainlink.router, deployment.subscriptionId, () => subscriptionJuels(environment));
}

export async function drainUpkeep(environment: Environment): Promise<void> {
  const { network, deployment } = environment;
  await zero(environment, network.chainlink.registry, deployment.upkeep.id, () => upkeepJuels(environment));
}

export async function topUpSubscription({ network, deployment }: Environment, juels = TOP_UP_JUELS): Promise<void> {
  const { chainlink, accounts } = network;
  const payment = { id: deployment.subscriptionId, juels };
  await (await fundSubscription(typed(chainlink), accounts.deployer, payment)).wait();
}

export async function topUpUpkeep({ network, deployment }: Environment, juels = TOP_UP_JUELS): Promise<void> {
  const { chainlink, accounts } = network;
  const payment = { id: deployment.upkeep.id, juels };
  await (await fundUpkeep(typed(chainlink), accounts.deployer, payment)).wait();
}

/** The same contracts with the types of their methods. */
const typed = (chainlink: Chainlink) => chainlink as unknown as ServiceContracts;

export async function subscriptionJuels({ network, deployment }: Environment): Promise<bigint> {
  const { router } = network.chainlink;
  const subscription = await router.getFunction("getSubscription").staticCall(deployment.subscriptionId);
  return subscription.getValue("balance") as bigint;
}

export async function upkeepJuels({ network, deployment }: Environment): Promise<bigint> {
  const upkeep = await network.chainlink.registry.getFunction("getUpkeep").staticCall(deployment.upkeep.id);
  return upkeep.getValue("balance") as bigint;
}

/** Finds where a contract keeps the balance of an entry of one of its mappings, by trying, and writes zero there. */
async function zero(
  { network }: Environment,
  contract: Contract,
  key: bigint,
  read: () => Promise<bigint>,
): Promise<void> {
  const juels = await read();
  if (juels === 0n) return;
  const address = String(contract.target);
  const write = (slot: string, word: bigint) =>
    network.provider.request({ method: "hardhat_setStorageAt", params: [address, slot, toBeHex(word, 32)] });
  for (let index = 0n; index < SLOTS * WORDS; index++) {
    const root = BigInt(keccak256(coder.encode(["uint256", "uint256"], [key, index / WORDS])));
    const slot = toBeHex(BigInt.asUintN(256, root + (index % WORDS)), 32);
    const word = BigInt(
      String(await network.provider.request({ method: "eth_getStorageAt", params: [address, slot, "latest"] })),
    );
    for (let shift = 0n; shift <= 256n - JUELS_BITS; shift += 8n) {
      if (((word >> shift) & MASK) !== juels) continue;
      await write(slot, word & ~(MASK << shift));
      if ((await read()) === 0n) return;
      await write(slot, word);
    }
  }
  throw new Error(
    `Contract ${address} keeps the balance of ${key} elsewhere now; adapt simulations/faults/balances.ts.`,
  );
}
