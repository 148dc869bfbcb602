/** The right to perform, which an upkeep has through its forwarder. */
import { isForbidden, leaveToCurator } from "../common/curator.ts";
import type { Studio } from "../common/studio.ts";

/** Gives a forwarder the right, or says who can. */
export async function admitForwarder(studio: Studio, forwarder: string): Promise<void> {
  const { consumer, spending } = studio;
  if (await consumer.isPerformer(forwarder)) return;
  if (await isForbidden(studio, consumer.setPerformer.staticCall(forwarder, true)))
    return leaveToCurator(studio, "The upkeep's forwarder may not perform yet.", "upkeep register");
  await spending.send(`let the upkeep's forwarder perform`, consumer.setPerformer(forwarder, true));
}
