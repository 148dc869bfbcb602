/** The contracts of a deployment, with Hardhat Ignition; tasks and simulations deploy through the same function. */
import type { Addressable } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";

import { type Bundle, bundle } from "../../functions-source/bundle.ts";
import type { Program } from "../../functions-source/program.ts";
import { loadProgram } from "../../functions-source/programs.ts";
import { termsOf } from "../../functions-source/registration.ts";
import programModule from "../../ignition/modules/Program.ts";
import studioModule from "../../ignition/modules/Studio.ts";
import type { Services } from "./services.ts";

const GWEI = 10n ** 9n;

/** How requests of a program are made unless a deployer says otherwise; see `LineConfig` in contracts/consumers/IFunctionsConsumer.sol. */
export const defaultLine: Line = {
  maxGasPrice: 50n * GWEI,
  requestTimeout: 300,
  backoff: 600,
  grace: 3_600,
  maxAttempts: 3,
  confirm: false,
};

export interface Line {
  /** Wei; see the contract for all of them. */
  readonly maxGasPrice: bigint;
  readonly requestTimeout: number;
  readonly backoff: number;
  readonly grace: number;
  readonly maxAttempts: number;
  readonly confirm: boolean;
}

/** What a collection is born with; see `CollectionConfig` in contracts/collection/IImagoCollection.sol. */
export interface Edition {
  readonly collectionName: string;
  readonly symbol: string;
  readonly description: string;
  readonly maxSupply: number;
  readonly perWallet: number;
  /** Wei a token. */
  readonly price: bigint;
}

/** A program with its source, ready to be registered. */
export interface Draft {
  readonly program: Program;
  readonly bundle: Bundle;
}

/** @throws Error when there is no such program, or when it cannot be bundled */
export async function draft(name: string): Promise<Draft> {
  const [program, bundled] = await Promise.all([loadProgram(name), bundle(name)]);
  return { program, bundle: bundled };
}

/** The collection that a program gets unless a deployer says otherwise. */
export function defaultEdition({ program }: Draft): Edition {
  return {
    collectionName: `Imago ${program.core.name}`,
    symbol: "IMAGO",
    description: program.title,
    maxSupply: 1_000,
    perWallet: 5,
    price: 10n ** 16n,
  };
}

export interface Order {
  readonly services: Pick<Services, "router" | "donId" | "secretsReference">;
  readonly subscriptionId: bigint;
  readonly works: readonly { readonly draft: Draft; readonly edition: Edition; readonly line: Line }[];
}

export interface Addresses {
  readonly contracts: Readonly<Record<"manager" | "ledger" | "consumer" | "renderer", string>>;
  /** By program. */
  readonly collections: Readonly<Record<string, string>>;
}

/**
 * Deploys whatever of the order does not stand yet, and puts the consumer on the subscription.
 *
 * @param journal Ignition's options: under which id it keeps its journal, if at all, and who sends
 */
export async function deployContracts(
  ignition: NetworkConnection["ignition"],
  order: Order,
  journal: { readonly deploymentId?: string; readonly defaultSender?: string; readonly displayUi?: boolean } = {},
): Promise<Addresses> {
  const names = order.works.map(({ draft: { program } }) => program.core.name);
  const deployed = (await ignition.deploy(studioModule(names), {
    parameters: parametersOf(order),
    ...journal,
  })) as Readonly<Record<string, Addressable>>;
  const addressOf = (name: string): Promise<string> => deployed[name]!.getAddress();
  const [manager, ledger, consumer, renderer] = await Promise.all(
    ["manager", "ledger", "consumer", "renderer"].map(addressOf),
  );
  const collections = await Promise.all(names.map(async (name) => [name, await addressOf(name)] as const));
  return {
    contracts: { manager: manager!, ledger: ledger!, consumer: consumer!, renderer: renderer! },
    collections: Object.fromEntries(collections),
  };
}

/** What Ignition is told, by module; a deployment of one module takes its part. */
export function parametersOf({ services: { router, donId, secretsReference }, subscriptionId, works }: Order) {
  const programs = works.map(({ draft: { program, bundle: bundled }, edition, line }) => [
    programModule(bundled.name).id,
    {
      source: bundled.source,
      terms: termsOf(program, bundled),
      line: { sourceHash: bundled.hash, subscriptionId, ...line },
      secretsReference,
      ...edition,
    },
  ]);
  return {
    Protocol: { router, donId },
    Studio: { router, subscriptionId },
    ...(Object.fromEntries(programs) as Record<string, never>),
  };
}
