/** What every step would cost, measured on a fork; nothing is sent and nothing written. */
import { formatLink, formatNative } from "../common/money.ts";
import { print } from "../common/terminal.ts";
import { costTable } from "./costs.ts";
import { formatGwei, printConfig } from "./plan.ts";
import type { Plan } from "./preflight.ts";
import { rehearse } from "./rehearsal.ts";
import type { Deployment } from "./steps.ts";

export async function dryRun(deployment: Deployment, { prices, purse, gasPrice }: Plan): Promise<void> {
  const { ethers } = deployment.chain;
  const block = await ethers.provider.getBlockNumber();
  const costs = await rehearse(deployment, gasPrice);
  printConfig(deployment);
  print(`Measured on a fork of block ${block} in this process, at ${formatGwei(gasPrice)} gwei:`);
  print(costTable(costs, prices));
  print(`The account has ${formatNative(purse.wei, 4)} and ${formatLink(purse.juels)}.`);
  print("Nothing was sent and nothing written.");
}
