/** How a bench is started and ends. */
import { parseArgs } from "node:util";

import { UsageError, exitCodeOf } from "../simulations/usage-error.ts";
import { isInterrupted } from "./local.ts";

/**
 * Runs a bench and sets the exit code: 0 where every bar is held.
 *
 * @param command as it is typed, for the message that refuses arguments
 */
export async function runBench(command: string, main: () => Promise<boolean>): Promise<void> {
  try {
    refuseArguments(command);
    process.exitCode = (await main()) ? 0 : 1;
  } catch (error) {
    // The signal's handler ends the process as soon as nothing is left.
    if (isInterrupted()) await new Promise(() => undefined);
    console.error(`\n${(error as Error).message}`);
    if (process.env.IMAGO_DEBUG) console.error((error as Error).stack);
    else if (!(error instanceof UsageError)) console.error("Set IMAGO_DEBUG=1 to see where it happened.");
    process.exitCode = exitCodeOf(error);
  }
}

/** @throws UsageError for any argument: there is nothing to choose, all figures are of one run */
function refuseArguments(command: string): void {
  try {
    parseArgs({ options: {} });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n"${command}" takes no arguments.`, { cause: error });
  }
}
