import { action } from "../common/action.ts";
import { confirm } from "../common/confirm.ts";
import { counted } from "../common/duration.ts";
import { formatLink } from "../common/money.ts";
import { repeated } from "../common/options.ts";
import { writeRecord } from "../common/record.ts";
import { command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { cancellationFee, readUpkeep } from "../operations/upkeep.ts";
import { requireAdmin, requireUpkeep, retired, shortId } from "./upkeep.ts";

interface Args {
  readonly yes: boolean;
  readonly from: string;
}

const WORDS = "upkeep cancel";

export default action<Args>(async ({ yes, from }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, spending, chain, record } = studio;
  const upkeep = await requireUpkeep(studio);
  requireAdmin(studio, upkeep, WORDS);
  const fee = await cancellationFee(services, upkeep);
  const keeps = fee === 0n ? "" : ` The registry keeps ${formatLink(fee)}, for it has performed little.`;
  const consequence = `Upkeep ${shortId(upkeep.id)} will end, and programs are asked for by hand only.${keeps}`;
  if (!yes) await confirm(consequence, command(chain, `${repeated(WORDS, { from })} --yes`));
  await spending.send(`cancelled upkeep ${shortId(upkeep.id)}`, checked(services.registry.cancelUpkeep, upkeep.id));
  await writeRecord(chain, retired(record));
  const { balance, withdrawableFrom } = await readUpkeep(services, upkeep.id);
  const blocks = withdrawableFrom! - (await chain.ethers.provider.getBlockNumber());
  const when = blocks > 0 ? `in ${counted(blocks, "block")}` : "now";
  print(`${formatLink(balance)} can be withdrawn ${when}:`);
  print(`  ${command(chain, "upkeep withdraw")}`);
});
