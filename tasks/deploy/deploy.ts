/** From nothing to a program that lives: terms of service, subscription, contracts, upkeep, the right to perform. Every step looks first whether it is done. */
import { action } from "../common/action.ts";
import { wrongInput } from "../common/failure.ts";
import { parseLink } from "../common/money.ts";
import { command } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { openChain } from "../common/chain.ts";
import { deployAll } from "./steps.ts";

interface Args {
  readonly programs: string;
  readonly link: string;
  readonly from: string;
}

export default action<Args>(async ({ programs, link, from }, hre) => {
  await using chain = await openChain(hre);
  const names = programs.split(",").filter((name) => name !== "");
  if (names.length === 0)
    throw wrongInput("Which programs? Say it with --programs.", command(chain, "deploy --programs sp500"));
  const record = await deployAll(chain, { programs: names, juels: parseLink(link), from });
  print(`ledger     ${record.contracts!.ledger}`);
  for (const [name, { id, collection }] of Object.entries(record.programs))
    print(`${name} is program ${id}, ${collection}`);
});
