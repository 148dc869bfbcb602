import type { Ground } from "../program/ground.ts";

export const NAME = { name: "sp500" };
/** Places of accounts: a stranger, and one that `addKeeper` makes a performer. */
export const STRANGER = "4";
export const KEEPER = "6";

export async function addKeeper(ground: Ground): Promise<void> {
  const { consumer } = await ground.deployed();
  const keeper = (await ground.network.ethers.getSigners())[Number(KEEPER)]!;
  await consumer.setPerformer(keeper.address, true);
}
