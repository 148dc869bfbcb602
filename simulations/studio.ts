/** What an artist's studio does once: deploys the protocol and a program with its collection, pays for it, hands the upkeep the right to perform. */
import type { Addressable, Signer } from "ethers";

import { type Bundle, bundle } from "../functions-source/bundle.ts";
import type { Program } from "../functions-source/program.ts";
import { loadProgram } from "../functions-source/programs.ts";
import { termsOf } from "../functions-source/registration.ts";
import programModule from "../ignition/modules/Program.ts";
import studioModule from "../ignition/modules/Studio.ts";
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
  confirm: false,
} as const;

/** What subscription and upkeep are given each, unless a caller says otherwise: enough for a year of days. */
const JUELS = 200n * LINK;

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
export async function deploy(
  network: LocalNetwork,
  names: readonly string[],
  { juels = JUELS }: { readonly juels?: bigint } = {},
): Promise<Deployment> {
  const { ignition, ethers } = network.connection;
  const owner = network.accounts.deployer;
  const drafts = await Promise.all(names.map(draft));
  const subscriptionId = await network.createSubscription({ owner, consumers: [], juels });
  const contracts = await ignition.deploy(studioModule(names), {
    parameters: await parametersOf(network, drafts, subscriptionId),
  });
  const addressOf = (name: string): Promise<string> =>
    (contracts as Readonly<Record<string, Addressable>>)[name]!.getAddress();
  const ledger = await ethers.getContractAt("EvolutionLedger", await addressOf("ledger"));
  const consumer = await ethers.getContractAt("FunctionsConsumer", await addressOf("consumer"));
  const works: Work[] = [];
  for (const { program, bundled } of drafts) {
    const address = await addressOf(program.core.name);
    const collection = await ethers.getContractAt("ImagoCollection", address);
    works.push({ program, id: await collection.PROGRAM(), bundle: bundled, collection });
  }
  const upkeep = await network.registerUpkeep({
    target: await addressOf("consumer"),
    gasLimit: PERFORM_GAS,
    admin: owner,
    juels,
  });
  await (await consumer.setPerformer(upkeep.forwarder, true)).wait();
  return { ledger, consumer, subscriptionId, upkeep, works };
}

interface Draft {
  readonly program: Program;
  readonly bundled: Bundle;
}

async function draft(name: string): Promise<Draft> {
  const [program, bundled] = await Promise.all([loadProgram(name), bundle(name)]);
  return { program, bundled };
}

/** What Ignition is told, by module. */
async function parametersOf({ chainlink }: LocalNetwork, drafts: readonly Draft[], subscriptionId: bigint) {
  const router = await chainlink.router.getAddress();
  const programs = drafts.map(({ program, bundled }) => [
    programModule(bundled.name).id,
    {
      source: bundled.source,
      terms: termsOf(program, bundled),
      line: { sourceHash: bundled.hash, subscriptionId, ...defaultLine },
      secretsReference: chainlink.secretsReference,
      ...edition(program, bundled.name),
    },
  ]);
  return {
    Protocol: { router, donId: chainlink.donId },
    Studio: { router, subscriptionId },
    ...(Object.fromEntries(programs) as Record<string, never>),
  };
}

/** The collection that a program gets in simulations. */
function edition(program: Program, name: string) {
  return {
    collectionName: `Imago ${name}`,
    symbol: "IMAGO",
    description: program.title,
    maxSupply: 1_000,
    perWallet: 5,
    price: 10n ** 16n,
  };
}

/** Mints one token to an account and returns its id. */
export async function mintOne(work: Work, holder: Signer): Promise<bigint> {
  const price = await work.collection.PRICE();
  const tokenId = (await work.collection.totalSupply()) + 1n;
  await (await work.collection.connect(holder).mint(1, { value: price })).wait();
  return tokenId;
}
