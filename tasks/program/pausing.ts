/** What pausing and ending a pause have in common. */
import { TaskFailure } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { requireName } from "./arguments.ts";
import { requireRight } from "./rights.ts";
import { readStanding } from "./standing.ts";
import { rungs } from "./words.ts";

/** @throws TaskFailure when the program is in that state already, or the signer may not change it */
export async function setPaused(studio: Studio, name: string, paused: boolean): Promise<void> {
  const { ledger, chain, spending } = studio;
  const { id, status } = await readStanding(studio, requireName(studio, name));
  const [method, opposite] = paused ? (["pause", "unpause"] as const) : (["unpause", "pause"] as const);
  if (status.paused === paused)
    throw new TaskFailure(`${name} is ${paused ? "paused already" : "not paused"}.`, {
      remedy: command(chain, `program ${opposite} ${name}`),
    });
  await requireRight(studio, { contract: ledger, method, words: `program ${method} ${name}` });
  await spending.send(paused ? `paused ${name}` : `ended the pause of ${name}`, ledger[method](id));
  const { rung } = await ledger.statusOf(id);
  print(
    paused
      ? "it shows its preset; nothing is asked, and answers on their way are refused"
      : `it is active, its rung ${rungs[Number(rung)]}`,
  );
}
