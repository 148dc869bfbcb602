/** Upkeeps of other accounts than the deployer, who owns the registry of the local network and so has to wait for nothing. */
import { LINK, type Place } from "../place.ts";

/** Cancels the deployment's upkeep and registers one whose admin is account 1; a curator lets it perform. */
export async function registerForAnother(place: Place): Promise<void> {
  await place.done("upkeep cancel", { yes: true });
  await place.done("upkeep withdraw");
  await place.giveLink(1, 10n * LINK);
  await place.done("upkeep register", { link: "10", from: "1" });
  await place.done("upkeep register");
}

/** Lets blocks pass without anything in them. */
export async function mine({ ground }: Place, blocks: number): Promise<void> {
  await ground.network.provider.request({ method: "hardhat_mine", params: [`0x${blocks.toString(16)}`] });
}
