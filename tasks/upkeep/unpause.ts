import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { command, openStudio } from "../common/studio.ts";
import { checked } from "../operations/checked.ts";
import { requireAdmin, requireUpkeep, shortId } from "./upkeep.ts";

interface Args {
  readonly from: string;
}

export default action<Args>(async ({ from }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, spending, chain } = studio;
  const upkeep = await requireUpkeep(studio);
  requireAdmin(studio, upkeep, "upkeep unpause");
  const name = shortId(upkeep.id);
  if (!upkeep.paused) throw new TaskFailure(`Upkeep ${name} is not paused.`, { remedy: command(chain, "upkeep show") });
  await spending.send(`unpaused upkeep ${name}`, checked(services.registry.unpauseUpkeep, upkeep.id));
});
