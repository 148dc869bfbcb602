/** Stops a program; it shows its preset until the pause is ended. */
import { action } from "../common/action.ts";
import { openStudio } from "../common/studio.ts";
import { setPaused } from "./pausing.ts";

interface Args {
  readonly name: string;
  readonly from: string;
}

export default action<Args>(async ({ name, from }, hre) => {
  await using studio = await openStudio(hre, from);
  await setPaused(studio, name, true);
});
