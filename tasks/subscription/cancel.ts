import { parseAddress } from "../common/address.ts";
import { action } from "../common/action.ts";
import { confirm } from "../common/confirm.ts";
import { formatLink } from "../common/money.ts";
import { repeated } from "../common/options.ts";
import { writeRecord } from "../common/record.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { refundOf } from "../operations/subscription.ts";
import { type Held, readSubscription, requireNothingPending, requireOwner } from "./subscription.ts";

interface Args {
  readonly id: string;
  readonly to: string;
  readonly yes: boolean;
  readonly from: string;
}

const WORDS = "subscription cancel";

export default action<Args>(async ({ id: number, to, yes, from }, hre) => {
  const given = to === "" ? undefined : parseAddress(to, "--to");
  await using studio = await openStudio(hre, from);
  const { services, spending, chain, record, signer } = studio;
  const held = await readSubscription(studio, number);
  const recipient = given ?? signer.address;
  await requireOwner(studio, held, WORDS);
  await requireNothingPending(studio, held);
  if (!yes)
    await confirm(
      await consequence(studio, held, recipient),
      command(chain, `${repeated(WORDS, { id: number, to, from })} --yes`),
    );
  const receipt = await spending.send(
    `cancelled subscription ${held.id}`,
    checked(services.router.cancelSubscription, held.id, recipient),
  );
  const { subscriptionId, ...rest } = record;
  if (subscriptionId === held.id.toString()) await writeRecord(chain, rest);
  print(`${formatLink(refundOf(services, receipt))} came back to ${recipient}`);
});

async function consequence({ services }: Studio, { id, balance, consumers }: Held, to: string): Promise<string> {
  const kept = await deposit(services, id, balance, consumers);
  const loss = kept > 0n ? ` The DON keeps ${formatLink(kept)}, for too few requests were made.` : "";
  return `Subscription ${id} will end, and with it what asks through it. ${formatLink(balance - kept)} go to ${to}.${loss}`;
}

/** Juels that the router keeps of a subscription with which less was done than it wants. */
async function deposit(
  { router }: Studio["services"],
  id: bigint,
  balance: bigint,
  consumers: readonly string[],
): Promise<bigint> {
  const { subscriptionDepositMinimumRequests, subscriptionDepositJuels } = await router.getConfig();
  const counts = await Promise.all(consumers.map((consumer) => router.getConsumer(consumer, id)));
  const completed = counts.reduce((sum, { completedRequests }) => sum + completedRequests, 0n);
  if (completed >= subscriptionDepositMinimumRequests) return 0n;
  return subscriptionDepositJuels > balance ? balance : subscriptionDepositJuels;
}
