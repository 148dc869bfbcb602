import { DAY } from "../limits.ts";
import type { Feed } from "./feed.ts";
import { STORIES } from "./stories.ts";

/**
 * ClickHouse's public playground, whose table `hackernews_history` mirrors Hacker News' own API item by item: comments
 * per 1,000 points of the stories that were posted within a UTC day, of those with the most points; `nan` for a day that
 * it does not have. Errors are text.
 *
 * The table is ordered by id alone and would be read whole without a first one. It lies below those of the day on every
 * day since 2025: id 47.26 million was given on 5 March 2026, and 8,640 a day are fewer than have come in any year since.
 */
export const clickHouse: Feed = {
  address: (day) =>
    `play.clickhouse.com/?user=play&query=SELECT+1e3*sum(descendants)/sum(score)FROM(SELECT*FROM+hackernews_history+FINAL+WHERE+id%3E${day / 10 - 132e6}+AND+toUnixTimestamp(time)DIV+86400=${day / DAY}+ORDER+BY+score+DESC,id+LIMIT+${STORIES})`,
  rows: (body) => [body],
};
