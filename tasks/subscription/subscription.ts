/** What the subscription's tasks share. */
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";
import { counted } from "../common/duration.ts";
import { pendingRequests } from "../operations/timeouts.ts";
import { refusalOf } from "../operations/refusal.ts";
import { hasAcceptedTerms } from "../operations/subscription.ts";

/** The deployment's subscription. @throws TaskFailure when it has none */
export function requireSubscription({ record, chain }: Pick<Studio, "record" | "chain">): bigint {
  if (record.subscriptionId !== undefined) return BigInt(record.subscriptionId);
  throw new TaskFailure("The deployment has no subscription.", { remedy: command(chain, "subscription create") });
}

/** The deployment's subscription as the router has it. */
export interface Held {
  readonly id: bigint;
  readonly balance: bigint;
  readonly blockedBalance: bigint;
  readonly owner: string;
  /** Undefined when no transfer waits for its acceptance. */
  readonly proposedOwner: string | undefined;
  readonly consumers: readonly string[];
  /** What names it on the command line: ` --id 3`, or nothing for the deployment's own. */
  readonly option: string;
}

/**
 * @param given another than the deployment's, by its number; empty for the deployment's
 * @throws TaskFailure when the deployment has none, or the router does not know it
 */
export async function readSubscription(studio: Studio, given = ""): Promise<Held> {
  const id = given === "" ? requireSubscription(studio) : parseId(given);
  if (await isGone(studio, id))
    throw new TaskFailure(`Subscription ${id} does not exist${given === "" ? " any more" : ""}.`, {
      remedy: command(studio.chain, given === "" ? "subscription create" : "subscription show"),
    });
  const { balance, blockedBalance, owner, proposedOwner, consumers } = await studio.services.router.getSubscription(id);
  return {
    id,
    balance,
    blockedBalance,
    owner,
    proposedOwner: BigInt(proposedOwner) === 0n ? undefined : proposedOwner,
    consumers: [...consumers],
    option: given === "" ? "" : ` --id ${id}`,
  };
}

function parseId(text: string): bigint {
  if (/^[1-9]\d{0,18}$/.test(text)) return BigInt(text);
  throw wrongInput(`--id ${text} is no subscription; write its number.`);
}

/** Whether the router does not know a subscription: it was cancelled. */
export async function isGone({ services: { router } }: Studio, id: bigint): Promise<boolean> {
  try {
    await router.getSubscription(id);
    return false;
  } catch (error) {
    if (refusalOf(error, router)?.name === "InvalidSubscription") return true;
    throw error;
  }
}

/**
 * @param words of the task, for the remedy
 * @throws TaskFailure unless the account that acts owns the subscription and has access to it
 */
export async function requireOwner(
  { signer, chain, services }: Studio,
  { id, owner, option }: Held,
  words: string,
): Promise<void> {
  if (signer.address !== owner)
    throw new TaskFailure(`Subscription ${id} belongs to ${owner}, not to ${signer.address}.`, {
      remedy: command(chain, `${words}${option} --from ${owner}`),
    });
  if (!(await hasAcceptedTerms(services, owner)))
    throw new TaskFailure(
      `The terms of service of Functions block ${owner}: the router lets it change nothing of its subscription.`,
      { remedy: "ask whoever keeps the DON's allow list; funding, requests and timeouts go on without it" },
    );
}

/**
 * @param consumer only this one's requests count
 * @throws TaskFailure when requests are pending, for which the router refuses
 */
export async function requireNothingPending(
  { services, chain }: Studio,
  { id, option }: Held,
  consumer?: string,
): Promise<void> {
  const counts = await pendingRequests(services, id);
  const pending = counts
    .filter((one) => consumer === undefined || one.consumer === consumer)
    .reduce((sum, one) => sum + one.pending, 0);
  if (pending > 0)
    throw new TaskFailure(
      `${counted(pending, "request")} of subscription ${id} ${pending === 1 ? "is" : "are"} not answered yet.`,
      { remedy: `${command(chain, `subscription timeout${option}`)}   (or wait for the answer)` },
    );
}
