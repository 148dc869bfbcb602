/** Subscription and upkeep: how long they last, and what is stuck. */
import {
  type LineCost,
  REQUEST_GAS,
  lineCosts,
  performCost,
  periodsLeft,
  subscriptionBurn,
  upkeepBurn,
} from "../../operations/costs.ts";
import { unansweredRequests } from "../../operations/timeouts.ts";
import type { Studio } from "../../common/studio.ts";
import type { At } from "../../status/at.ts";
import type { SubscriptionReading, UpkeepReading } from "../../status/reading.ts";
import type { SubscriptionHealth, UpkeepHealth } from "./reading.ts";

/** As in FunctionsConsumer: more than so many are never asked for at once. */
const MAX_BATCH = 4;

export async function readSubscription(
  studio: Studio,
  shown: SubscriptionReading,
  { now, ...at }: At & { readonly now: number },
): Promise<SubscriptionHealth> {
  const { services, consumer, record } = studio;
  const [address, lines] = await Promise.all([consumer.getAddress(), costs(studio)]);
  if (!shown.exists) return { ...shown, consumer: address, termsAccepted: false, expired: { count: 0, juels: 0n } };
  const [termsAccepted, requests] = await Promise.all([
    services.allowList.hasAccess(shown.owner, "0x", at),
    shown.blocked === 0n ? [] : unansweredRequests(services, shown.id, record.startBlock),
  ]);
  const expired = requests.filter(({ timeoutAt }) => timeoutAt <= now);
  return {
    ...shown,
    consumer: address,
    termsAccepted,
    expired: { count: expired.length, juels: expired.reduce((sum, { juels }) => sum + juels, 0n) },
    periodsLeft: lines && periodsLeft(shown.balance - shown.blocked, subscriptionBurn(lines, shown.id)),
  };
}

export async function readUpkeep(studio: Studio, shown: UpkeepReading): Promise<UpkeepHealth> {
  const { services, consumer, record } = studio;
  const [address, lines, juels] = await Promise.all([consumer.getAddress(), costs(studio), performCost(services)]);
  const programs = Math.min(MAX_BATCH, Object.keys(record.programs).length);
  return {
    ...shown,
    consumer: address,
    gasNeeded: programs * REQUEST_GAS,
    periodsLeft: lines && periodsLeft(shown.balance - shown.minBalance, upkeepBurn(lines, juels)),
  };
}

/** Undefined where nobody can price a request: the router refuses its gas, or its source is damaged. Each is a finding of its own. */
function costs(studio: Studio): Promise<LineCost[] | undefined> {
  return lineCosts(studio).catch(() => undefined);
}
