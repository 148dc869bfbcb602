/** Where a deployment takes place: the chain itself, or a fork of it on which it is rehearsed. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";

import { status } from "@nomicfoundation/ignition-core";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { TERMS_METHOD } from "../../simulations/network/local-methods.ts";
import type { Chain } from "../common/chain.ts";
import { TaskFailure } from "../common/failure.ts";
import { readPrices } from "../common/money.ts";
import { type DeploymentRecord, deploymentFolder, readRecord, writeRecord } from "../common/record.ts";
import { note } from "../common/terminal.ts";
import { Spending } from "../common/transaction.ts";
import type { Builder } from "../operations/ignition.ts";
import { type ServiceContracts, type Services, serviceContracts } from "../operations/services.ts";

export interface Site {
  readonly chain: Pick<Chain, "ethers" | "hre">;
  readonly signer: HardhatEthersSigner;
  readonly services: ServiceContracts;
  readonly builder: Builder;
  readonly spending: Spending;
  /** Signature with which the account accepts the terms of service of Functions; asked for when it is needed only. */
  readonly termsSignature: () => Promise<string>;
  /** Writes the record down. */
  readonly keep: (record: DeploymentRecord) => Promise<void>;
}

export async function openSite(
  chain: Chain,
  signer: HardhatEthersSigner,
  { services: addresses, termsSignature }: { readonly services: Services; readonly termsSignature: string },
): Promise<Site> {
  const { ethers, hre, connection } = chain;
  const services = await serviceContracts({ ethers, artifacts: hre.artifacts }, addresses, signer);
  const journal = deploymentFolder(hre, chain.id);
  return {
    chain,
    signer,
    services,
    builder: { provider: connection.provider, artifacts: hre.artifacts, sender: signer.address, journal },
    spending: new Spending(await readPrices(services)),
    termsSignature: async () => (termsSignature === "" ? localSignature(chain, signer.address) : termsSignature),
    keep: (record) => writeRecord(chain, record),
  };
}

async function localSignature({ connection }: Chain, address: string): Promise<string> {
  return (await connection.provider.request({ method: TERMS_METHOD, params: [address] })) as string;
}

/** Where a deployment begins or goes on. */
export interface Beginning {
  readonly record: DeploymentRecord;
  /** An earlier try on this very chain has written record and journal. */
  readonly goesOn: boolean;
}

/** The record of an earlier try, or the first of one. Nothing is written. */
export async function beginning(chain: Chain, services: Services): Promise<Beginning> {
  const old = await readRecord(chain);
  if (old?.identity === chain.identity) return { record: { ...old, services }, goesOn: true };
  const folder = deploymentFolder(chain.hre, chain.id);
  if (chain.local === undefined && existsSync(path.join(folder, JOURNAL)))
    throw new TaskFailure(`${folder} holds a deployment whose record is lost or of another chain with the same id.`, {
      remedy: `restore the record, or mv ${folder} elsewhere to begin anew`,
    });
  if (old !== undefined) note("the local network was started anew: its earlier deployment is gone");
  const startBlock = await chain.ethers.provider.getBlockNumber();
  const record = {
    schema: 1,
    chainId: chain.id,
    identity: chain.identity,
    startBlock,
    services,
    programs: {},
  } as const;
  return { record, goesOn: false };
}

const JOURNAL = "journal.jsonl";

/** What was written of a local network that has ended; the configuration stays. */
export async function forgetEarlier({ hre, id }: Chain): Promise<void> {
  for (const name of [JOURNAL, "deployed_addresses.json", "artifacts", "build-info", "imago.json"])
    await rm(path.join(deploymentFolder(hre, id), name), { recursive: true, force: true });
}

/** Futures that Ignition has finished; none of a journal that is not gone on with. */
export async function finishedFutures({ builder }: Site, goesOn: boolean): Promise<Set<string>> {
  const { journal } = builder;
  if (!goesOn || journal === undefined || !existsSync(path.join(journal, JOURNAL))) return new Set();
  return new Set((await status(journal)).successful);
}
