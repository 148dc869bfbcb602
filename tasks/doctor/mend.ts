import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { mend, mendable } from "./mends.ts";
import { read } from "./reading/read.ts";

interface Args {
  readonly finding: string;
  readonly program: string;
  readonly from: string;
}

/** Nothing that is mended here hangs on more. */
const PERIODS = 1;

export default action<Args>(async ({ finding: name, program, from }, hre) => {
  if (!mendable.includes(name))
    throw wrongInput(
      `"${name}" is no finding that the doctor mends; it mends ${mendable.join(", ")}.`,
      "npx --no hardhat doctor   (names the remedy of every finding)",
    );
  await using studio = await openStudio(hre, from);
  const finding = await present(studio, name, program);
  await mend(studio, name, program);
  print(`mended: ${finding.name}${finding.program === undefined ? "" : ` of ${finding.program}`}`);
});

/** @throws TaskFailure unless the doctor finds it now, of this program */
async function present(studio: Studio, name: string, program: string): Promise<Finding> {
  const { findings } = examine(await read(studio, PERIODS));
  const alike = findings.filter((finding) => finding.name === name);
  const found = alike.find((finding) => (finding.program ?? "") === program);
  if (found !== undefined) return found;
  if (program === "" && alike.length > 0)
    throw wrongInput(
      `Of which program? It is a finding of ${alike.map((one) => one.program).join(", ")}.`,
      command(studio.chain, alike[0]!.remedy),
    );
  throw new TaskFailure(`There is no finding ${[name, program].filter(Boolean).join(" ")} to mend.`, {
    remedy: command(studio.chain, "doctor"),
  });
}
