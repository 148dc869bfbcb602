/** What in a program's file makes the nodes of a DON disagree, by what the laboratory measured. */
import { action } from "../common/action.ts";
import { print, printJson } from "../common/terminal.ts";
import { bundleProgram } from "../source/program.ts";
import { findDeployed } from "./check/deployed.ts";
import { examine, exitCodeOf } from "./check/examine.ts";
import { tell } from "./check/report.ts";
import { subjectOf } from "./check/subject.ts";

interface Args {
  readonly name: string;
  readonly json: boolean;
}

export default action<Args>(async ({ name, json }, hre) => {
  // Advice is for programs that keep every rule, the size of a request's source among them.
  const { program } = await bundleProgram(name);
  const subject = await subjectOf(program, await findDeployed(hre, name));
  const examination = examine(subject);
  const { sample } = subject;
  if (json) {
    const days = { days: sample?.days.length ?? 0, madeUp: sample?.madeUp ?? false };
    printJson({ program: name, ...examination, sample: days });
  } else print(tell(name, examination, sample));
  return exitCodeOf(examination.findings);
});
