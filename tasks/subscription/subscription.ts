/** What the subscription's tasks share. */
import { TaskFailure } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";

/** The deployment's subscription. @throws TaskFailure when it has none */
export function requireSubscription({ record, chain }: Pick<Studio, "record" | "chain">): bigint {
  if (record.subscriptionId !== undefined) return BigInt(record.subscriptionId);
  throw new TaskFailure("The deployment has no subscription.", { remedy: command(chain, "subscription create") });
}
