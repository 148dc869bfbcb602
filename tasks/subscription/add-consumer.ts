import { parseAddress } from "../common/address.ts";
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { allow, attachConsumer } from "./consumer.ts";
import { readSubscription } from "./subscription.ts";

interface Args {
  readonly id: string;
  readonly address: string;
  readonly from: string;
}

export default action<Args>(async ({ id: number, address, from }, hre) => {
  const given = address === "" ? undefined : parseAddress(address, "The consumer's address");
  await using studio = await openStudio(hre, from);
  const held = await readSubscription(studio, number);
  const ours = await studio.consumer.getAddress();
  const consumer = given ?? ours;
  if ((await studio.chain.ethers.provider.getCode(consumer)) === "0x")
    throw new TaskFailure(`${consumer} is no contract on chain ${studio.chain.id}, so it could send no request.`, {
      remedy: `${command(studio.chain, "subscription add-consumer")}   (without an address: the deployment's own)`,
    });
  const changed =
    consumer === ours && number === "" ? await attachConsumer(studio) : await allow(studio, consumer, held);
  if (!changed) print(`${consumer} is a consumer of subscription ${held.id} already`);
});
