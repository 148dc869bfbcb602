/** What a deployer's task works with: chain, account, record, Chainlink's contracts and ours. */
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { didYouMean, nearest } from "../../functions-source/nearest.ts";
import { programNames } from "../../functions-source/programs.ts";
import type { EvolutionLedger, FunctionsConsumer, ImagoCollection } from "../../types/ethers-contracts/index.ts";
import { type ServiceContracts, serviceContracts } from "../operations/services.ts";
import { type Chain, openChain, requireServices } from "./chain.ts";
import { TaskFailure, wrongInput } from "./failure.ts";
import { readPrices } from "./money.ts";
import { type DeploymentRecord, type ProgramRecord, requireRecord } from "./record.ts";
import { Spending } from "./transaction.ts";

export interface Studio extends AsyncDisposable {
  readonly chain: Chain;
  readonly signer: HardhatEthersSigner;
  readonly record: DeploymentRecord;
  readonly services: ServiceContracts;
  readonly spending: Spending;
  readonly ledger: EvolutionLedger;
  readonly consumer: FunctionsConsumer;
}

/**
 * Opens the deployment that stands on the chain of `--network`. Whoever calls it disposes of it.
 *
 * @param from the account that acts; see `Chain.signer`
 * @throws TaskFailure when no deployment stands there
 */
export async function openStudio(hre: HardhatRuntimeEnvironment, from?: string): Promise<Studio> {
  const chain = await openChain(hre);
  try {
    return await open(chain, from);
  } catch (error) {
    await chain[Symbol.asyncDispose]();
    throw error;
  }
}

async function open(chain: Chain, from?: string): Promise<Studio> {
  const record = await requireRecord(chain);
  const signer = await chain.signer(from);
  const { ethers, hre } = chain;
  const addresses = requireServices(chain, record.services);
  const services = await serviceContracts({ ethers, artifacts: hre.artifacts }, addresses, signer);
  if (record.contracts === undefined)
    throw new TaskFailure("The deployment was interrupted before its contracts.", {
      remedy: command(chain, "deploy"),
    });
  return {
    chain,
    signer,
    record,
    services,
    spending: new Spending(await readPrices(services)),
    ledger: await ethers.getContractAt("EvolutionLedger", record.contracts.ledger, signer),
    consumer: await ethers.getContractAt("FunctionsConsumer", record.contracts.consumer, signer),
    [Symbol.asyncDispose]: () => chain[Symbol.asyncDispose](),
  };
}

/**
 * A deployed program by its name.
 *
 * @throws TaskFailure naming those that are deployed
 */
export function deployedProgram({ record, chain }: Pick<Studio, "record" | "chain">, name: string): ProgramRecord {
  const found = Object.hasOwn(record.programs, name) ? record.programs[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(record.programs);
  const files = programNames();
  const likely = files.includes(name) ? [] : [...known, ...files];
  throw wrongInput(
    `No program "${name}" is deployed on chain ${chain.id}; deployed: ${known.join(", ") || "none"}.${didYouMean(name, likely)}`,
    remedyFor(chain, nearest(name, likely) ?? name, { known, files }),
  );
}

/** What stands can be named, what has a file can be registered, and of anything else there is nothing. */
function remedyFor(
  chain: Chain,
  name: string,
  { known, files }: Readonly<Record<"known" | "files", readonly string[]>>,
): string {
  if (known.includes(name)) return `the same command with ${name}`;
  return command(chain, files.includes(name) ? `program register ${name}` : "status");
}

/** The collection that follows a program. */
export function collectionOf({ chain, signer }: Studio, { collection }: ProgramRecord): Promise<ImagoCollection> {
  return chain.ethers.getContractAt("ImagoCollection", collection, signer);
}

/** How a command of the same network goes on: `npx --no hardhat <words> --network <name>`. */
export function command({ connection }: Chain, words: string): string {
  return `npx --no hardhat ${words} --network ${connection.networkName}`;
}
