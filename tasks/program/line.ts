/** How a program is asked for, on chain. */
import { TaskFailure } from "../common/failure.ts";
import type { Studio } from "../common/studio.ts";
import { type Line, defaultLine } from "../operations/deployment.ts";
import { refusalOf } from "../operations/refusal.ts";
import { requireSubscription } from "../subscription/subscription.ts";
import type { Requests } from "./standing.ts";

interface Wish {
  readonly name: string;
  readonly id: number;
  /** What stands; undefined for a program that was never configured. */
  readonly requests: Requests | undefined;
  readonly changes?: Partial<Line> & { readonly subscriptionId?: bigint };
}

/** Configures a program's requests for the version in force, with what stands where nothing else is wished. */
export async function configure(studio: Studio, { name, id, requests, changes = {} }: Wish): Promise<void> {
  const { ledger, consumer, spending } = studio;
  const { sourceHash } = await ledger.termsOf(id, await ledger.versionOf(id));
  if (!(await hasSource(studio, sourceHash)))
    throw new TaskFailure(`The source of ${name} is not stored on chain.`, {
      remedy: "restore the program's file as it was registered, and update the program again",
    });
  const line = {
    sourceHash,
    subscriptionId: requests?.subscriptionId ?? requireSubscription(studio),
    ...(requests?.line ?? defaultLine),
    ...changes,
  };
  await spending.send(`configured the requests of ${name}`, consumer.configure(id, line));
}

/** Whether the consumer has a source. */
export async function hasSource({ consumer }: Studio, hash: string): Promise<boolean> {
  try {
    return (await consumer.chunksOf(hash)).length > 0;
  } catch (error) {
    if (refusalOf(error, consumer)?.name === "ConsumerUnknownSource") return false;
    throw error;
  }
}
