import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { writeRecord } from "../common/record.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { note, print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { createdSubscription } from "../operations/subscription.ts";
import { attachConsumer } from "./consumer.ts";
import { isGone } from "./subscription.ts";
import { acceptTermsOnce } from "./terms.ts";

interface Args {
  readonly another: boolean;
  readonly termsSignature: string;
  readonly from: string;
}

const WORDS = "subscription create";

export default action<Args>(async ({ another, termsSignature, from }, hre) => {
  await using studio = await openStudio(hre, from);
  if (!another) await refuseSecond(studio);
  if (await studio.services.router.paused())
    throw new TaskFailure("The router is paused by its owner and creates no subscriptions.");
  await acceptTermsOnce(studio, termsSignature, WORDS);
  const id = await create(studio);
  const record = { ...studio.record, subscriptionId: id.toString() };
  await writeRecord(studio.chain, record);
  await attachConsumer({ ...studio, record });
  const { subscriptionId: former } = studio.record;
  if (another && former !== undefined) note(`subscription ${former} stays; its tasks take --id ${former}`);
  print(`Next: ${command(studio.chain, "subscription fund --periods 30")}`);
});

async function refuseSecond(studio: Studio): Promise<void> {
  const { record, chain } = studio;
  if (record.subscriptionId === undefined || (await isGone(studio, BigInt(record.subscriptionId)))) return;
  throw new TaskFailure(`The deployment has subscription ${record.subscriptionId} already.`, {
    remedy: `${command(chain, "subscription show")}   (or create one more with --another)`,
  });
}

async function create({ services, spending }: Studio): Promise<bigint> {
  const receipt = await spending.send("created a subscription", checked(services.router.createSubscription));
  const id = createdSubscription(services, receipt);
  print(`  it is subscription ${id}`);
  return id;
}
