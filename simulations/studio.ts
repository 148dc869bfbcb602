/** What an artist's studio does once: deploys the protocol and a program with its collection, pays for it, hands the upkeep the right to perform. */
import type { Signer } from "ethers";
import hre from "hardhat";

import type { Bundle } from "../functions-source/bundle.ts";
import type { Program } from "../functions-source/program.ts";
import { defaultEdition, defaultLine, deployContracts, draft } from "../tasks/operations/deployment.ts";
import { putOnSubscription } from "../tasks/operations/consumer.ts";
import type { ServiceContracts } from "../tasks/operations/services.ts";
import { PERFORM_GAS } from "../tasks/operations/upkeep.ts";
import type { LocalNetwork } from "./network/index.ts";
import type { EvolutionLedger, FunctionsConsumer, ImagoCollection } from "../types/ethers-contracts/index.ts";

export { defaultLine };

const LINK = 10n ** 18n;

/** What subscription and upkeep are given each, unless a caller says otherwise: enough for a year of days. */
const JUELS = 200n * LINK;

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
  const { ethers, provider } = network.connection;
  const owner = network.accounts.deployer;
  const drafts = await Promise.all(names.map(draft));
  const subscriptionId = await network.createSubscription({ owner, consumers: [], juels });
  const { donId, secretsReference, router } = network.chainlink;
  const { contracts, collections } = await deployContracts(
    { provider, artifacts: hre.artifacts, sender: owner.address },
    {
      services: { router: await router.getAddress(), donId, secretsReference },
      admin: owner.address,
      subscriptionId,
      works: drafts.map((one) => ({ draft: one, edition: defaultEdition(one), line: defaultLine })),
    },
  );
  const services = network.chainlink as unknown as Pick<ServiceContracts, "router">;
  await (await putOnSubscription(services, owner, { id: subscriptionId, consumer: contracts.consumer })).wait();
  const ledger = await ethers.getContractAt("EvolutionLedger", contracts.ledger);
  const consumer = await ethers.getContractAt("FunctionsConsumer", contracts.consumer);
  const works = await Promise.all(
    drafts.map(async ({ program, bundle }): Promise<Work> => {
      const collection = await ethers.getContractAt("ImagoCollection", collections[program.core.name]!);
      return { program, id: await collection.PROGRAM(), bundle, collection };
    }),
  );
  const upkeep = await network.registerUpkeep({
    target: contracts.consumer,
    gasLimit: PERFORM_GAS,
    admin: owner,
    juels,
  });
  await (await consumer.setPerformer(upkeep.forwarder, true)).wait();
  return { ledger, consumer, subscriptionId, upkeep, works };
}

/** Mints one token to an account and returns its id. */
export async function mintOne(work: Work, holder: Signer): Promise<bigint> {
  const price = await work.collection.PRICE();
  const tokenId = (await work.collection.totalSupply()) + 1n;
  await (await work.collection.connect(holder).mint(1, { value: price })).wait();
  return tokenId;
}
