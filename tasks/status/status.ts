import { action } from "../common/action.ts";
import { openStudio } from "../common/studio.ts";
import { print, printJson } from "../common/terminal.ts";
import { describe } from "./describe.ts";
import { readDeployment } from "./read.ts";

interface Args {
  readonly json: boolean;
}

export default action<Args>(async ({ json }, hre) => {
  await using studio = await openStudio(hre);
  const reading = await readDeployment(studio);
  if (json) printJson(reading);
  else print(describe(reading));
});
