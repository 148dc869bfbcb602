import { action } from "../common/action.ts";
import { formatLink, formatUsd, readPrices, usdOfLink } from "../common/money.ts";
import { openStudio } from "../common/studio.ts";
import { facts } from "../common/table.ts";
import { print, printJson } from "../common/terminal.ts";
import { requireSubscription } from "./subscription.ts";

interface Args {
  readonly json: boolean;
}

export default action<Args>(async ({ json }, hre) => {
  await using studio = await openStudio(hre);
  const { services } = studio;
  const id = requireSubscription(studio);
  const { balance, blockedBalance, owner, proposedOwner, consumers } = await services.router.getSubscription(id);
  if (json) return printJson({ id, balance, blockedBalance, owner, proposedOwner, consumers: [...consumers] });
  const prices = await readPrices(services);
  print(`subscription ${id}`);
  print(
    facts([
      ["balance", `${formatLink(balance)} (${formatUsd(usdOfLink(balance, prices))})`],
      ["blocked", `${formatLink(blockedBalance)} for requests that are not answered yet`],
      ["owner", owner],
      ["consumers", consumers.join(", ") || "none"],
    ]),
  );
});
