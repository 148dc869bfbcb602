import type { Feed } from "./feed.ts";

/** Where a feed is asked, on any day. */
export const hostOfFeed = (feed: Feed): string => new URL(`https://${feed.address(0, 0)}`).hostname;
