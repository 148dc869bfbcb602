import { action } from "../common/action.ts";
import { type Amount, juelsToPay, lasting } from "../common/amount.ts";
import { formatLink } from "../common/money.ts";
import { openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { lineCosts, subscriptionBurn } from "../operations/costs.ts";
import { fundSubscription } from "../operations/subscription.ts";
import { readSubscription } from "./subscription.ts";

interface Args extends Amount {
  readonly id: string;
  readonly from: string;
}

export default action<Args>(async ({ id: number, from, ...amount }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, signer, spending } = studio;
  const { id } = await readSubscription(studio, number);
  const burn = async () => subscriptionBurn(await lineCosts(studio), id);
  const juels = await juelsToPay(studio, amount, { words: "subscription fund", burn });
  await spending.send(
    `paid ${formatLink(juels)} into subscription ${id}`,
    fundSubscription(services, signer, { id, juels }),
  );
  const { balance, blockedBalance } = await services.router.getSubscription(id);
  print(`balance: ${formatLink(balance)}, ${lasting(balance - blockedBalance, await burn())}`);
});
