/** The contracts of a deployment, with Hardhat Ignition; tasks and simulations deploy through the same function. */
import { type Bundle, bundle } from "../../functions-source/bundle.ts";
import type { Program } from "../../functions-source/program.ts";
import { loadProgram } from "../../functions-source/programs.ts";
import { termsOf } from "../../functions-source/registration.ts";
import programModule from "../../ignition/modules/Program.ts";
import studioModule from "../../ignition/modules/Studio.ts";
import { type Builder, runModule } from "./ignition.ts";
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
  /** Who becomes admin and holds every role: whoever sends, usually. */
  readonly admin: string;
  readonly subscriptionId: bigint;
  readonly works: readonly Work[];
}

/** A program to be registered, with its collection. */
export interface Work {
  readonly draft: Draft;
  readonly edition: Edition;
  readonly line: Line;
}

export interface Addresses {
  readonly contracts: Readonly<Record<"manager" | "ledger" | "consumer" | "renderer", string>>;
  /** By program. */
  readonly collections: Readonly<Record<string, string>>;
}

/**
 * Deploys whatever of the order does not stand yet. With a journal an order may come in parts: first without works, then with one after the
 * other; programs that are not in it stay as they are.
 *
 * @throws Error saying what could not be done; the same order again goes on from there
 */
export async function deployContracts(builder: Builder, order: Order): Promise<Addresses> {
  const programs = order.works.map(({ draft: { program } }) => program);
  const { manager, ledger, consumer, renderer, ...rest } = await runModule(
    builder,
    studioModule(programs.map(({ core: { name }, listens = false }) => ({ name, listens }))),
    parametersOf(order),
  );
  return {
    contracts: { manager: manager!, ledger: ledger!, consumer: consumer!, renderer: renderer! },
    collections: Object.fromEntries(programs.map(({ core: { name } }) => [name, rest[name]!])),
  };
}

/** What Ignition is told, by module; a deployment of one module takes its part. */
export function parametersOf({ services, admin, subscriptionId, works }: Order) {
  const { router, donId, secretsReference } = services;
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
  return { Protocol: { admin, router, donId }, ...(Object.fromEntries(programs) as Record<string, never>) };
}
