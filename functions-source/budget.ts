import type { FetchEffect, HttpRequest } from "./effects.ts";
import { fail } from "./errors.ts";
import type { Notes } from "./feeds/feed.ts";
import { MAX_REQUEST_LENGTH, MAX_REQUESTS } from "./limits.ts";

/**
 * What a run has spent: requests. Its time is bounded by the grants in limits.ts, since a run has no clock. Feeds leave
 * their notes here, too.
 */
export interface Budget extends Notes {
  spent: number;
}

/**
 * Asks for several requests at once within the budget.
 *
 * Error: `BUDGET:` and the number of the refused request in the run: the sixth, or one over 10 KB.
 */
export const spend = (budget: Budget, requests: readonly HttpRequest[], timeoutMs: number): FetchEffect => {
  for (const request of requests)
    if (++budget.spent > MAX_REQUESTS || JSON.stringify(request).length > MAX_REQUEST_LENGTH)
      fail("BUDGET", budget.spent);
  return { requests, timeoutMs };
};
