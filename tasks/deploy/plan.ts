/** What is shown before anything is sent. */
import { formatUnits } from "ethers";

import { TaskFailure, exitCodes } from "../common/failure.ts";
import { formatCount, formatLink, formatNative } from "../common/money.ts";
import { table } from "../common/table.ts";
import { print, terminal } from "../common/terminal.ts";
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
  print(`Deployment on ${connection.networkName} (chain ${id})`);
  print(`by ${site.signer.address}`);
  const right = (title: string) => ({ title, align: "right" }) as const;
  print(
    table(
      [
        { title: "program" },
        { title: "collection" },
        { title: "symbol" },
        right("tokens"),
        right("ETH"),
        right("a wallet"),
      ],
      Object.entries(config.programs).map(([name, { collectionName, symbol, supply, perWallet, price, confirm }]) => [
        `${name}${confirm ? " *" : ""}`,
        collectionName,
        symbol,
        formatCount(supply),
        price,
        perWallet === 0 ? "any" : formatCount(perWallet),
      ]),
    ),
  );
  if (Object.values(config.programs).some(({ confirm }) => confirm))
    print("* every evolution is confirmed in a second round");
}

export function formatGwei(wei: bigint): string {
  return Number(formatUnits(wei, "gwei")).toFixed(2);
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
