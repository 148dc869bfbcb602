import { parseAddress } from "../common/address.ts";
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { allow, attachConsumer } from "./consumer.ts";
import { readSubscription } from "./subscription.ts";

interface Args {
  readonly address: string;
  readonly from: string;
}

export default action<Args>(async ({ address, from }, hre) => {
  const given = address === "" ? undefined : parseAddress(address, "The consumer's address");
  await using studio = await openStudio(hre, from);
  const { id } = await readSubscription(studio);
  const ours = await studio.consumer.getAddress();
  const consumer = given ?? ours;
  if ((await studio.chain.ethers.provider.getCode(consumer)) === "0x")
    throw new TaskFailure(`${consumer} is no contract on chain ${studio.chain.id}, so it could send no request.`, {
      remedy: `${command(studio.chain, "subscription add-consumer")}   (without an address: the deployment's own)`,
    });
  const changed = consumer === ours ? await attachConsumer(studio) : await allow(studio, consumer, id);
  if (!changed) print(`${consumer} is a consumer of subscription ${id} already`);
});
