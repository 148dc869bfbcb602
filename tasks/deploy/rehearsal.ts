/** A deployment on a fork of the chain in this process: the very steps, with the account's own balances, and nothing that stays. */
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";

import type { NetworkConnection } from "hardhat/types/network";

import { createTempFolder, removeTempFolder } from "../../simulations/network/temp-folder.ts";
import type { Chain } from "../common/chain.ts";
import { TaskFailure } from "../common/failure.ts";
import { withTerminal } from "../common/terminal.ts";
import { Spending } from "../common/transaction.ts";
import { serviceContracts } from "../operations/services.ts";
import type { Cost } from "./costs.ts";
import type { Site } from "./site.ts";
import type { Deployment, Step } from "./steps.ts";
import type { Standing } from "./survey.ts";

/**
 * Takes all steps on a fork of the chain's last block.
 *
 * @param gasPrice wei a unit of gas, for the costs
 * @returns what each step took
 * @throws Error of the first step that fails, as it would on the chain
 */
export async function rehearse(deployment: Deployment, gasPrice: bigint): Promise<Cost[]> {
  const { chain, standing, steps } = deployment;
  const scratch = await createTempFolder();
  try {
    const fork = await forkOf(chain);
    const rehearsing = withTerminal(silent, async () =>
      takeAll(await siteOn(fork, deployment, scratch), standing, steps, gasPrice),
    );
    try {
      return await rehearsing;
    } finally {
      await fork.close();
    }
  } finally {
    await removeTempFolder(scratch);
  }
}

const silent = { print: () => undefined, note: () => undefined, ask: undefined, exitCode: () => undefined };

async function forkOf({ hre, connection, id, ethers }: Chain): Promise<NetworkConnection> {
  const { networkConfig, networkName } = connection;
  if (networkConfig.type !== "http")
    throw new TaskFailure(
      `The network "${networkName}" lies in this process and cannot be forked; --dry-run needs one with a URL.`,
    );
  const url = await networkConfig.url.getUrl();
  const blockNumber = await ethers.provider.getBlockNumber();
  const fork = await hre.network.create({
    network: "default",
    override: { forking: { enabled: true, url, blockNumber }, chainId: id, accounts: [] },
  });
  // Calls need a block of the fork's own: which rules the chain's blocks follow is not known here.
  await fork.provider.request({ method: "evm_mine" });
  return fork;
}

/** The same account on the fork, which signs for it without its key; Ignition goes on with a copy of its journal. */
async function siteOn(fork: NetworkConnection, { site, goesOn, standing }: Deployment, scratch: string): Promise<Site> {
  const { builder, chain, signer, termsSignature } = site;
  const { ethers, provider } = fork;
  const journal = path.join(scratch, "journal");
  if (goesOn && existsSync(builder.journal!)) await cp(builder.journal!, journal, { recursive: true });
  const actor = await ethers.getImpersonatedSigner(signer.address);
  return {
    chain: { ethers, hre: chain.hre },
    signer: actor,
    services: await serviceContracts({ ethers, artifacts: chain.hre.artifacts }, standing.record.services, actor),
    builder: { ...builder, provider, journal },
    spending: new Spending(undefined),
    termsSignature,
    keep: async () => undefined,
  };
}

async function takeAll(site: Site, { record }: Standing, steps: readonly Step[], gasPrice: bigint): Promise<Cost[]> {
  const { services, signer, chain } = site;
  const { provider } = chain.ethers;
  const costs: Cost[] = [];
  let reached = record;
  for (const step of steps) {
    const [block, juels] = [await provider.getBlockNumber(), await services.link.balanceOf(signer)];
    reached = await step.run(site, reached);
    const gas = await gasSince(site, block);
    const paid = juels - (await services.link.balanceOf(signer));
    costs.push({ what: step.what, gas, wei: gas * gasPrice, juels: paid });
  }
  return costs;
}

/** Gas of all transactions after a block; nobody else sends any here. */
async function gasSince({ chain: { ethers } }: Site, block: number): Promise<bigint> {
  const { provider } = ethers;
  let gas = 0n;
  for (let number = block + 1; number <= (await provider.getBlockNumber()); number++)
    gas += (await provider.getBlock(number))!.gasUsed;
  return gas;
}
