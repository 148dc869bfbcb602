import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { command, openStudio } from "../common/studio.ts";
import { note } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { requireAdmin, requireUpkeep, shortId } from "./upkeep.ts";

interface Args {
  readonly from: string;
}

export default action<Args>(async ({ from }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, spending, chain } = studio;
  const upkeep = await requireUpkeep(studio);
  requireAdmin(studio, upkeep, "upkeep pause");
  const name = shortId(upkeep.id);
  const resume = command(chain, "upkeep unpause");
  if (upkeep.paused) throw new TaskFailure(`Upkeep ${name} is paused already.`, { remedy: resume });
  await spending.send(`paused upkeep ${name}`, checked(services.registry.pauseUpkeep, upkeep.id));
  note(`programs are asked for by hand only; to go on: ${resume}`);
});
