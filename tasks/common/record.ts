/** What stands on a chain, as `deploy` wrote it down: one record a chain, beside Hardhat Ignition's journal of the same deployment. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Services } from "../operations/services.ts";
import type { Chain } from "./chain.ts";
import { TaskFailure } from "./failure.ts";

/** Grows while a deployment goes on; whoever reads a part that may be missing says which command makes it. */
export interface DeploymentRecord {
  readonly schema: 1;
  readonly chainId: number;
  /** See `Chain.identity`. */
  readonly identity: string;
  /** No event of the deployment stands in an earlier block. */
  readonly startBlock: number;
  readonly services: Services;
  readonly contracts?: Readonly<Record<"manager" | "ledger" | "consumer" | "renderer", string>>;
  /** Decimal. */
  readonly subscriptionId?: string;
  readonly upkeep?: { readonly id: string; readonly forwarder: string };
  /** Ids of cancelled upkeeps whose LINK is not withdrawn yet. */
  readonly cancelledUpkeeps?: readonly string[];
  readonly programs: Readonly<Record<string, ProgramRecord>>;
}

/** One program with its collection. */
export interface ProgramRecord {
  /** In the ledger, from 1. */
  readonly id: number;
  readonly collection: string;
}

const FILE = "imago.json";
const DEPLOY = "npx --no hardhat deploy";

/** The folder that holds all of a chain's deployment. */
export function deploymentFolder({ config }: HardhatRuntimeEnvironment, chainId: number): string {
  return path.join(config.paths.ignition, "deployments", deploymentId(chainId));
}

/** Ignition's name of the same. */
export function deploymentId(chainId: number): string {
  return `chain-${chainId}`;
}

/** @returns undefined when nothing was ever deployed there */
export async function readRecord(chain: Chain): Promise<DeploymentRecord | undefined> {
  const file = path.join(deploymentFolder(chain.hre, chain.id), FILE);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new TaskFailure(`The deployment record ${file} cannot be read (${error.code}).`, { cause: error });
  });
  return text === undefined ? undefined : checked(file, text);
}

function checked(file: string, text: string): DeploymentRecord {
  try {
    const record = JSON.parse(text) as DeploymentRecord;
    if (record.schema === 1 && typeof record.programs === "object" && typeof record.services === "object")
      return record;
  } catch {
    // Falls through to the same message.
  }
  throw new TaskFailure(`The deployment record ${file} is damaged: it is no record of schema 1.`, {
    remedy: "restore it from version control or a backup; deploying again would begin a second deployment",
  });
}

/** Whole or not at all: a crash leaves the old one. */
export async function writeRecord(chain: Chain, record: DeploymentRecord): Promise<void> {
  const folder = deploymentFolder(chain.hre, chain.id);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/**
 * The record of what stands on this very chain.
 *
 * @throws TaskFailure when nothing does
 */
export async function requireRecord(chain: Chain): Promise<DeploymentRecord> {
  const record = await readRecord(chain);
  const on = ` --network ${chain.connection.networkName}`;
  if (record === undefined)
    throw new TaskFailure(`Nothing is deployed on chain ${chain.id}.`, { remedy: `${DEPLOY}${on}` });
  if (record.identity === chain.identity) return record;
  throw new TaskFailure(
    chain.local
      ? "The local network was started anew since the last deployment; what was deployed is gone."
      : `The deployment record of chain ${chain.id} is of another chain with the same id.`,
    { remedy: `${DEPLOY}${on}` },
  );
}
