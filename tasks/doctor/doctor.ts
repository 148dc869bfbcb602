import { wrongInput } from "../common/failure.ts";
import { action } from "../common/action.ts";
import { command, openStudio } from "../common/studio.ts";
import { print, printJson } from "../common/terminal.ts";
import { examine } from "./examine.ts";
import { exitCodeOf } from "./finding.ts";
import { read } from "./reading/read.ts";
import { tell } from "./report.ts";

interface Args {
  readonly json: boolean;
  readonly periods: number;
  readonly from: string;
}

export default action<Args>(async ({ json, periods, from }, hre) => {
  if (periods < 1) throw wrongInput(`--periods ${periods} is no number of periods; take 1 or more.`);
  await using studio = await openStudio(hre, from);
  const examination = examine(await read(studio, periods));
  const { findings, checked, skipped } = examination;
  const commandOf = (words: string): string => command(studio.chain, words);
  if (json)
    printJson({
      findings: findings.map((finding) => ({ ...finding, remedy: commandOf(finding.remedy) })),
      checked,
      skipped,
    });
  else print(tell(examination, commandOf));
  return exitCodeOf(findings);
});
