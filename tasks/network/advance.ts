/** Lets every deployed program live through some of its periods on a local network. */
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatLink } from "../common/money.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { requireUpkeep } from "../upkeep/upkeep.ts";
import { Lives } from "./lives.ts";

interface Args {
  readonly periods: number;
}

export default action<Args>(async ({ periods }, hre) => {
  if (periods < 1) throw wrongInput(`--periods ${periods} is no number of periods; take 1 or more.`);
  await using studio = await openStudio(hre);
  if (studio.chain.local === undefined)
    throw new TaskFailure(`Time on chain ${studio.chain.id} passes by itself; only a local network's can be advanced.`);
  await checkKeeper(studio);
  const { gaps } = await new Lives(studio, periods).live();
  const [first] = gaps;
  if (first === undefined) return;
  throw new TaskFailure(
    gaps.length === 1 ? `${first} did not settle its period.` : `${gaps.length} periods were not settled.`,
    { remedy: command(studio.chain, `doctor`) },
  );
});

/** What asks for periods must be able to: waiting for it would be in vain. */
async function checkKeeper(studio: Studio): Promise<void> {
  const { paused, balance, minimum } = await requireUpkeep(studio);
  if (paused)
    throw new TaskFailure("The upkeep is paused: nothing asks for periods.", {
      remedy: command(studio.chain, "upkeep unpause"),
    });
  if (balance < minimum)
    throw new TaskFailure(
      `The upkeep has ${formatLink(balance)} and needs ${formatLink(minimum)}: the registry lets it perform nothing.`,
      { remedy: command(studio.chain, "upkeep fund --link 20") },
    );
}
