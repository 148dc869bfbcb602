/** What an artist's studio does once: deploys the protocol and a program with its collection, pays for it, hands the upkeep the right to perform. */
import type { Signer } from "ethers";

import { type Bundle, bundle } from "../functions-source/bundle.ts";
import type { Program } from "../functions-source/program.ts";
import { loadProgram } from "../functions-source/programs.ts";
import { termsOf } from "../functions-source/registration.ts";
import programModule from "../ignition/modules/Program.ts";
import Protocol from "../ignition/modules/Protocol.ts";
import type { LocalNetwork } from "./network/index.ts";
import type { EvolutionLedger, FunctionsConsumer, ImagoCollection } from "../types/ethers-contracts/index.ts";

const LINK = 10n ** 18n;
const GWEI = 10n ** 9n;

/** How requests of a program are made unless a caller says otherwise; see `LineConfig` in contracts/consumers/IFunctionsConsumer.sol. */
export const defaultLine = {
  maxGasPrice: 50n * GWEI,
  requestTimeout: 300,
  backoff: 600,
  grace: 3_600,
  maxAttempts: 3,
} as const;

/** What both are given to start with. */
const FUNDS = { subscription: 200n * LINK, upkeep: 200n * LINK };

/** Enough for three programs' requests and their announcements. */
const PERFORM_GAS = 1_500_000;

export interface Deployment {
  readonly ledger: EvolutionLedger;
  readonly consumer: FunctionsConsumer;
  readonly subscriptionId: bigint;
  readonly upkeep: { readonly id: bigint; readonly forwarder: string };
  readonly works: readonly Work[];
}

/** One program with its collection. */
export interface Work {
  readonly program: Program;
  /** Its id in the ledger. */
  readonly id: bigint;
  readonly bundle: Bundle;
  readonly collection: ImagoCollection;
}

/** Deploys with Hardhat Ignition onto a running local network, funds subscription and upkeep, and registers the upkeep's forwarder. */
export async function deploy(network: LocalNetwork, names: readonly string[]): Promise<Deployment> {
  const { ignition, ethers } = network.connection;
  const owner = network.accounts.deployer;
  const { router, donId } = network.chainlink;
  const routerAddress = await router.getAddress();
  const shared = { Protocol: { router: routerAddress, donId } };
  const protocol = await ignition.deploy(Protocol, { parameters: shared });
  const ledger = (await ethers.getContractAt("EvolutionLedger", await protocol.ledger.getAddress())) as EvolutionLedger;
  const consumerAddress = await protocol.consumer.getAddress();
  const consumer = (await ethers.getContractAt("FunctionsConsumer", consumerAddress)) as FunctionsConsumer;

  const subscriptionId = await network.createSubscription({
    owner,
    consumers: [consumerAddress],
    juels: FUNDS.subscription,
  });
  const works: Work[] = [];
  for (const name of names) works.push(await addProgram(network, { ledger, shared, name, subscriptionId }));

  const upkeep = await network.registerUpkeep({
    target: consumerAddress,
    gasLimit: PERFORM_GAS,
    admin: owner,
    juels: FUNDS.upkeep,
  });
  await (await consumer.setPerformer(upkeep.forwarder, true)).wait();
  return { ledger, consumer, subscriptionId, upkeep, works };
}

interface Addition {
  readonly ledger: EvolutionLedger;
  readonly shared: Record<string, Record<string, string>>;
  readonly name: string;
  readonly subscriptionId: bigint;
}

async function addProgram(network: LocalNetwork, { ledger, shared, name, subscriptionId }: Addition): Promise<Work> {
  const { ignition, ethers } = network.connection;
  const [program, bundled] = await Promise.all([loadProgram(name), bundle(name)]);
  const module = programModule(name);
  const parameters = {
    ...shared,
    [module.id]: {
      source: bundled.source,
      terms: termsOf(program, bundled),
      line: { sourceHash: bundled.hash, subscriptionId, ...defaultLine },
      secretsReference: network.chainlink.secretsReference,
      collectionName: `Imago ${name}`,
      symbol: "IMAGO",
      description: program.title,
      maxSupply: 1_000,
      perWallet: 5,
      price: 10n ** 16n,
    },
  };
  const { collection } = await ignition.deploy(module, { parameters: parameters as never });
  const typed = (await ethers.getContractAt("ImagoCollection", await collection.getAddress())) as ImagoCollection;
  // Ids count up; the collection knows the one that its program got.
  return { program, id: await typed.PROGRAM(), bundle: bundled, collection: typed };
}

/** Mints one token to an account and returns its id. */
export async function mintOne(work: Work, holder: Signer): Promise<bigint> {
  const price = await work.collection.PRICE();
  const tokenId = (await work.collection.totalSupply()) + 1n;
  await (await work.collection.connect(holder).mint(1, { value: price })).wait();
  return tokenId;
}
