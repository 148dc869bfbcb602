import { DAY } from "../limits.ts";
import type { Feed } from "./feed.ts";
import { quote } from "./quote.ts";
import { STORIES } from "./stories.ts";

/**
 * Hacker News Search by Algolia: comments per 1,000 points of the stories that were posted within a UTC day, of those with
 * the most points, and their titles for the AIs.
 *
 * Without words to search for, `search` ranks by points, then by comments. Points cannot be filtered by: status 400 since
 * June 2026. They and comments may be null, which counts as none. A story that was posted outside of the day is an error.
 */
export const algolia: Feed = {
  // With all that a story has, the direct replies' ids and an author's text included, the answer may pass 100 KB.
  longest: 1e6,
  address: (day) =>
    `hn.algolia.com/api/v1/search?tags=story&numericFilters=created_at_i%3E=${day},created_at_i%3C${day + DAY}&hitsPerPage=${STORIES}`,
  rows: (body, day, notes = {}) => {
    let comments = 0;
    let points = 0;
    const titles = (JSON.parse(body).hits as Hit[])
      // By age rather than by points, so that points which still change change no order.
      .sort((one, other) => (one.objectID as unknown as number) - (other.objectID as unknown as number))
      .map((hit) => {
        if (Math.floor((hit.created_at_i - day) / DAY) !== 0) throw 0;
        comments += hit.num_comments!;
        points += hit.points!;
        return quote(hit.title);
      });
    notes.told = ',"titles":' + JSON.stringify(titles);
    return titles.length === STORIES ? [(comments * 1e3) / points] : [];
  },
};

interface Hit {
  /** The story's id, in digits. */
  readonly objectID: string;
  /** unix seconds */
  readonly created_at_i: number;
  readonly title: string | null;
  readonly points: number | null;
  readonly num_comments: number | null;
}
