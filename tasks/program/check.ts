/** What in a program's file makes the nodes of a DON disagree, by what the laboratory measured. */
import { loadProgram } from "../../functions-source/programs.ts";
import type { Program } from "../../functions-source/program.ts";
import { validateProgram } from "../../functions-source/validate.ts";
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { print, printJson } from "../common/terminal.ts";
import { requireProgram } from "../source/program.ts";
import { findDeployed } from "./check/deployed.ts";
import { examine, exitCodeOf } from "./check/examine.ts";
import { tell } from "./check/report.ts";
import { subjectOf } from "./check/subject.ts";

interface Args {
  readonly name: string;
  readonly json: boolean;
}

export default action<Args>(async ({ name, json }, hre) => {
  const program = await whole(requireProgram(name));
  const subject = await subjectOf(program, await findDeployed(hre, name));
  const examination = examine(subject);
  const { sample } = subject;
  if (json) {
    const days = { days: sample?.days.length ?? 0, madeUp: sample?.madeUp ?? false };
    printJson({ program: name, ...examination, sample: days });
  } else print(tell(name, examination, sample));
  return exitCodeOf(examination.findings);
});

/** @throws TaskFailure that says what is wrong in the file: advice is for programs that keep every rule */
async function whole(name: string): Promise<Program> {
  try {
    const program = await loadProgram(name);
    validateProgram(program);
    return program;
  } catch (error) {
    throw new TaskFailure((error as Error).message, { cause: error });
  }
}
