/** What only a curator may do, left to one where the account that acts is none. */
import { curators } from "../operations/curators.ts";
import { refusalOf } from "../operations/refusal.ts";
import { type Studio, command } from "./studio.ts";
import { note } from "./terminal.ts";

/**
 * Tells that a curator has to finish what was begun.
 *
 * @param left what is left to do, a whole sentence
 * @param words of the task that does it
 */
export async function leaveToCurator({ chain, record }: Studio, left: string, words: string): Promise<void> {
  const members = await curators(chain.ethers, record.contracts!.manager, record.startBlock);
  note(`${left} Only a curator may: ${members.join(", ") || "there is none"}.`);
  note(`  next: ${command(chain, `${words} --from ${members[0] ?? "<curator>"}`)}`);
}

/** Whether a call of the consumer is one that the account may not make; whatever else is wrong with it is thrown. */
export async function isForbidden({ consumer }: Studio, call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (refusalOf(error, consumer)?.name === "AccessManagedUnauthorized") return true;
    throw error;
  }
}
