import { action } from "../common/action.ts";
import { type Amount, juelsToPay, lasting } from "../common/amount.ts";
import { formatLink } from "../common/money.ts";
import { openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { fundUpkeep, readUpkeep } from "../operations/upkeep.ts";
import { burnOf, requireUpkeep, shortId } from "./upkeep.ts";

interface Args extends Amount {
  readonly from: string;
}

export default action<Args>(async ({ from, ...amount }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, signer, spending } = studio;
  const { id, balance: before, minimum } = await requireUpkeep(studio);
  const juels = await juelsToPay(studio, amount, {
    words: "upkeep fund",
    burn: () => burnOf(studio),
    reserve: async () => (before < minimum ? minimum - before : 0n),
  });
  await spending.send(
    `paid ${formatLink(juels)} into upkeep ${shortId(id)}`,
    fundUpkeep(services, signer, { id, juels }),
  );
  const { balance } = await readUpkeep(services, id);
  print(`balance: ${formatLink(balance)}, ${lasting(balance - minimum, await burnOf(studio))}`);
});
