/** What the local network's tests share: a network with a subscription and a consumer, and short ways to send requests. */
import { AbiCoder, type Contract } from "ethers";

import {
  type LocalNetwork,
  type NetworkOptions,
  type RoundReport,
  startLocalNetwork,
} from "../../../simulations/network/index.ts";

export const CALLBACK_GAS = 300_000;
const LINK = 10n ** 18n;

/** What a test request says; see the contract's `Content`. */
export interface Content {
  readonly source: string;
  readonly args?: readonly string[];
  readonly bytesArgs?: readonly string[];
  readonly secrets?: { readonly slotId: number; readonly version: number };
}

export interface Fixture {
  readonly network: LocalNetwork;
  readonly consumer: Contract;
  readonly subscriptionId: bigint;
  /** Sends a request through the consumer. */
  send(content: Content): Promise<void>;
  /** Sends a request and lets the DON answer it. */
  ask(content: Content): Promise<RoundReport>;
}

export async function startFixture(options: NetworkOptions = {}): Promise<Fixture> {
  const network = await startLocalNetwork(options);
  try {
    return await equip(network);
  } catch (error) {
    await network.stop();
    throw error;
  }
}

async function equip(network: LocalNetwork): Promise<Fixture> {
  const { ethers, chainlink, accounts } = network;
  const consumer = (await ethers.deployContract("CountingConsumer", [chainlink.router.target])) as unknown as Contract;
  const owner = accounts.users[0]!;
  const subscriptionId = await network.createSubscription({
    owner,
    consumers: [String(consumer.target)],
    juels: 1_000n * LINK,
  });
  const send = async ({
    source,
    args = [],
    bytesArgs = [],
    secrets = { slotId: 0, version: 0 },
  }: Content): Promise<void> => {
    const content = { source, args, bytesArgs, secretsSlot: secrets.slotId, secretsVersion: secrets.version };
    await consumer.getFunction("send").send(content, subscriptionId, CALLBACK_GAS, chainlink.donId);
  };
  const ask = async (content: Content): Promise<RoundReport> => {
    await send(content);
    const reports = await network.don.answerPending();
    return reports.at(-1)!;
  };
  return { network, consumer, subscriptionId, send, ask };
}

/** `0x` hex of a text. */
export const hexOf = (text: string): string => `0x${Buffer.from(text).toString("hex")}`;

/** One ABI word. */
export const word = (value: number | bigint): string => AbiCoder.defaultAbiCoder().encode(["uint256"], [value]);
