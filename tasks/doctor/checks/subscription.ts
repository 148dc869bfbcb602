import { formatLink } from "../../common/money.ts";
import { type Check, type Finding, critical, warning } from "../finding.ts";
import type { SubscriptionHealth } from "../reading/reading.ts";
import { REFILL_PERIODS, levelOf, periodsInWords } from "./levels.ts";

/** The Functions subscription: does it exist, may the consumer use it, how long does it last, is LINK stuck in it. */
export const subscription: Check = {
  about: "subscription",
  needsDeployment: true,
  find: ({ deployment }) => (deployment === undefined ? [] : of(deployment.subscription)),
};

function of(reading: SubscriptionHealth | undefined): readonly Finding[] {
  if (!reading?.exists)
    return [
      critical({
        name: "subscription-missing",
        sentence: `${reading === undefined ? "The deployment has no subscription" : `The router has no subscription ${reading.id}`}, so no request can be paid.`,
        remedy: "subscription create",
      }),
    ];
  return [...use(reading), ...level(reading), ...stuck(reading)];
}

function use({ id, owner, consumer, consumers, termsAccepted }: SubscriptionHealth): Finding[] {
  const findings: Finding[] = [];
  if (!consumers.includes(consumer))
    findings.push(
      critical({
        name: "consumer-unauthorised",
        sentence: `The consumer ${consumer} is not on subscription ${id}; the router refuses its requests.`,
        remedy: "subscription add-consumer",
      }),
    );
  if (!termsAccepted)
    findings.push(
      warning({
        name: "terms-withdrawn",
        sentence: `The owner of subscription ${id}, ${owner}, is no longer on Chainlink's list of accepted terms: requests go on, but the subscription can be neither changed nor cancelled.`,
        remedy: "subscription show",
      }),
    );
  return findings;
}

function level({ id, balance, blocked, periodsLeft }: SubscriptionHealth): Finding[] {
  const severity = levelOf(periodsLeft);
  if (severity === undefined) return [];
  const free = formatLink(balance - blocked);
  return [
    {
      name: "subscription-low",
      severity,
      sentence: `Subscription ${id} has ${free} free, which pays for ${periodsInWords(periodsLeft!)}.`,
      remedy: `subscription fund --periods ${REFILL_PERIODS}`,
    },
  ];
}

function stuck({ id, expired }: SubscriptionHealth): Finding[] {
  if (expired.count === 0) return [];
  const requests = expired.count === 1 ? "1 request" : `${expired.count} requests`;
  return [
    warning({
      name: "subscription-blocked",
      sentence: `${formatLink(expired.juels)} of subscription ${id} are blocked by ${requests} that nobody answered in time.`,
      remedy: "subscription timeout",
    }),
  ];
}
