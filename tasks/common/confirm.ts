/** Asks before what cannot be undone. */
import { TaskFailure } from "./failure.ts";
import { terminal } from "./terminal.ts";

/**
 * @param consequence what will be lost, one sentence
 * @param again the command that does it without asking
 * @throws TaskFailure unless somebody agrees
 */
export async function confirm(consequence: string, again: string): Promise<void> {
  const { ask } = terminal();
  if (ask === undefined)
    throw new TaskFailure(`${consequence} Nobody is here to agree, so nothing was done.`, { remedy: again });
  const answer = await ask(`${consequence} Go on? [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new TaskFailure("Not confirmed; nothing was done.", { remedy: again });
}
