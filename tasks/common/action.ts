/** What every task's action has in common: how it ends. */
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NewTaskActionFunction } from "hardhat/types/tasks";

import { explain } from "./explain.ts";
import { TaskFailure, exitCodes } from "./failure.ts";
import { note, terminal } from "./terminal.ts";

/**
 * Makes a task's action of a function that may return an exit code. A failure becomes one line that says what is wrong and one that says
 * what to run next; `IMAGO_DEBUG=1` shows where it came from.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever calls it says what its definition's options are
export function action<Args>(
  run: (args: Args, hre: HardhatRuntimeEnvironment) => Promise<number | void>,
): NewTaskActionFunction {
  return async (args, hre) => {
    try {
      const code = await run(args as Args, hre);
      if (code) terminal().exitCode(code);
    } catch (error) {
      // Hardhat prints its own, with their numbers.
      if (error instanceof Error && error.name === "HardhatError") throw error;
      fail(error);
    }
  };
}

function fail(error: unknown): void {
  const failure = error instanceof TaskFailure ? error : undefined;
  note(`error: ${failure?.message ?? explain(error)}`);
  if (failure?.remedy !== undefined) note(`  try: ${failure.remedy}`);
  if (process.env.IMAGO_DEBUG) note(String((error as Error).stack));
  terminal().exitCode(failure?.exitCode ?? exitCodes.failed);
}
