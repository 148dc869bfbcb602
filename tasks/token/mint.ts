/** Mints tokens for whoever signs. */
import { formatEther } from "ethers";

import type { ImagoCollection } from "../../types/ethers-contracts/index.ts";
import { action } from "../common/action.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure } from "../common/failure.ts";
import { formatNative } from "../common/money.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { refusalOf } from "../operations/refusal.ts";
import { parseWhole } from "../program/arguments.ts";
import { openCollection } from "./collection.ts";

interface Args {
  readonly name: string;
  readonly quantity: string;
  readonly from: string;
}

/** A block has no room for more. */
const MOST = 500;

interface Purchase {
  readonly collection: ImagoCollection;
  readonly name: string;
  readonly quantity: number;
  /** Wei. */
  readonly due: bigint;
}

export default action<Args>(async ({ name, quantity: text, from }, hre) => {
  await using studio = await openStudio(hre, from);
  const collection = await openCollection(studio, name);
  const quantity = parseWhole(text, "--quantity", [1, MOST], "tokens");
  const due = (await collection.PRICE()) * BigInt(quantity);
  await check(studio, { collection, name, quantity, due });
  const receipt = await studio.spending.send(
    `minted ${counted(quantity, "token")} of ${name} for ${formatEther(due)} ETH to ${studio.signer.address}`,
    collection.mint(quantity, { value: due }),
  );
  const minted = await collection.queryFilter(collection.filters.Minted(), receipt.blockNumber, receipt.blockNumber);
  for (const { args, transactionHash } of minted)
    if (transactionHash === receipt.hash) print(`token ${args.tokenId}, seed ${args.seed}`);
});

/** The contract's own answer first, without spending anything; then the money for it. */
async function check({ chain, signer }: Studio, purchase: Purchase): Promise<void> {
  const { collection, name, quantity, due } = purchase;
  const balance = await chain.ethers.provider.getBalance(signer);
  if (balance < due) throw tooPoor(due);
  try {
    await collection.mint.staticCall(quantity, { value: due });
  } catch (error) {
    throw (await refusal(chain, purchase, error)) ?? error;
  }
  const [gas, { gasPrice }] = await Promise.all([
    collection.mint.estimateGas(quantity, { value: due }),
    chain.ethers.provider.getFeeData(),
  ]);
  const cost = due + gas * (gasPrice ?? 0n);
  if (balance < cost) throw tooPoor(cost);

  function tooPoor(needed: bigint): TaskFailure {
    return new TaskFailure(
      `${signer.address} has ${formatNative(balance)}; ${formatNative(needed)} are needed for ${counted(quantity, "token")} of ${name}.`,
      { remedy: "send native coin to this account first, or name another with --from" },
    );
  }
}

/** What the collection says against it, in words. */
async function refusal(
  chain: Studio["chain"],
  { collection, name, quantity }: Purchase,
  error: unknown,
): Promise<TaskFailure | undefined> {
  const revert = refusalOf(error, collection);
  const left = Number(revert?.args[1] ?? 0);
  const fewer = left > 0 ? command(chain, `token mint ${name} --quantity ${left}`) : undefined;
  if (revert?.name === "CollectionSoldOut") {
    const why = `${name} has ${left === 0 ? "no token" : `only ${counted(left, "token")}`} left of ${await collection.MAX_SUPPLY()}.`;
    return new TaskFailure(why, { cause: error, remedy: fewer ?? "buy one from a holder" });
  }
  if (revert?.name !== "CollectionWalletLimit") return undefined;
  return new TaskFailure(
    `An account may mint ${await collection.PER_WALLET()} of ${name}; this one has ${left} left, not ${quantity}.`,
    { cause: error, remedy: fewer ?? command(chain, `token mint ${name} --from 1`) },
  );
}
