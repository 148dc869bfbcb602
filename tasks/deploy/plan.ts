/** What is shown before anything is sent. */
import { formatUnits } from "ethers";

import { TaskFailure, exitCodes } from "../common/failure.ts";
import { formatCount, formatLink, formatNative } from "../common/money.ts";
import { print, terminal } from "../common/terminal.ts";
import type { ProgramConfig } from "./config.ts";
import { costTable } from "./costs.ts";
import type { Plan } from "./preflight.ts";
import type { Deployment } from "./steps.ts";

/** What is decided, what it will cost, and what pays for it. */
export function printPlan(deployment: Deployment, { costs, prices, purse, gasPrice }: Plan): void {
  printConfig(deployment);
  print(`Still to do, at ${formatGwei(gasPrice)} gwei about:`);
  print(costTable(costs, prices));
  print(`The account has ${formatNative(purse.wei, 4)} and ${formatLink(purse.juels)}.`);
}

/** What is decided. */
export function printConfig({ chain, site, config }: Deployment): void {
  const { id, connection } = chain;
  print(`Deployment on ${connection.networkName} (chain ${id}) by ${site.signer.address}`);
  for (const [name, program] of Object.entries(config.programs)) print(`  ${programWords(name, program)}`);
}

export function formatGwei(wei: bigint): string {
  return Number(formatUnits(wei, "gwei")).toFixed(2);
}

function programWords(
  name: string,
  { collectionName, symbol, supply, perWallet, price, confirm }: ProgramConfig,
): string {
  const limit = perWallet === 0 ? "" : `, ${formatCount(perWallet)} a wallet`;
  const round = confirm ? ", confirmed" : "";
  return `${name}: ${collectionName} (${symbol}), ${formatCount(supply)} tokens at ${price} ETH${limit}${round}`;
}

/** @throws TaskFailure unless somebody agrees */
export async function goOn(yes: boolean): Promise<void> {
  if (yes) return;
  const { ask } = terminal();
  if (ask === undefined)
    throw new TaskFailure("Nobody is here to agree, so nothing was sent and nothing written.", {
      exitCode: exitCodes.wrongInput,
      remedy: "the same command with --yes, or with --dry-run",
    });
  const answer = await ask("Go on? [y/N] ");
  if (!/^y(es)?$/i.test(answer.trim())) throw new TaskFailure("Not confirmed; nothing was sent and nothing written.");
}
