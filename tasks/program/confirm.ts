/** Asks before something is sent that cannot be taken back. */
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { terminal } from "../common/terminal.ts";

/**
 * @param yes said on the command line
 * @throws TaskFailure unless the answer is yes
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  const { ask } = terminal();
  if (ask === undefined) throw wrongInput("Nobody is here to say yes; say it with --yes.");
  const answer = await ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new TaskFailure("Not confirmed; nothing was sent.");
}
