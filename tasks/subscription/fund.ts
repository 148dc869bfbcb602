import { fundSubscription } from "../operations/subscription.ts";
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatLink, parseLink } from "../common/money.ts";
import { command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { requireSubscription } from "./subscription.ts";

interface Args {
  readonly link: string;
  readonly from: string;
}

export default action<Args>(async ({ link, from }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, signer, spending, chain } = studio;
  const id = requireSubscription(studio);
  if (link === "")
    throw wrongInput("How much LINK? Say it with --link.", command(chain, "subscription fund --link 20"));
  const juels = parseLink(link);
  const balance = await services.link.balanceOf(signer);
  if (balance < juels)
    throw new TaskFailure(`${signer.address} has ${formatLink(balance)}; ${formatLink(juels)} are to be paid.`, {
      remedy: "send LINK to this account first, or name another with --from",
    });
  await spending.send(
    `paid ${formatLink(juels)} into subscription ${id}`,
    fundSubscription(services, signer, { id, juels }),
  );
  const { balance: now } = await services.router.getSubscription(id);
  print(`balance: ${formatLink(now)}`);
});
