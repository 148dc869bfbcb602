import { parseAddress } from "../common/address.ts";
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { command, openStudio } from "../common/studio.ts";
import { note } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { readSubscription, requireNothingPending, requireOwner } from "./subscription.ts";

interface Args {
  readonly id: string;
  readonly address: string;
  readonly from: string;
}

export default action<Args>(async ({ id: number, address, from }, hre) => {
  const given = address === "" ? undefined : parseAddress(address, "The consumer's address");
  await using studio = await openStudio(hre, from);
  const { services, spending, chain } = studio;
  const held = await readSubscription(studio, number);
  const ours = await studio.consumer.getAddress();
  const consumer = given ?? ours;
  if (!held.consumers.includes(consumer))
    throw new TaskFailure(`${consumer} is no consumer of subscription ${held.id}.`, {
      remedy: command(chain, `subscription show${held.option}`),
    });
  await requireOwner(studio, held, "subscription remove-consumer");
  await requireNothingPending(studio, held, consumer);
  await spending.send(
    `removed consumer ${consumer} from subscription ${held.id}`,
    checked(services.router.removeConsumer, held.id, consumer),
  );
  if (consumer === ours && held.option === "")
    note(`no program can ask until it is back: ${command(chain, "subscription add-consumer")}`);
});
