import { DAY, dayOf } from "../days.ts";
import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import { HOSTILE_TEXT } from "../faults/hostile.ts";
import { storiesOf, type Story } from "../headlines.ts";
import type { AnswerContext, Service } from "../service.ts";

const PAGE = 20;
const MOST_HITS = 1_000;
const FILTER = /^(\w+)(<=|>=|<|>|=)(\d+)$/;
/** What can be filtered by; points and comments could be once. */
const FILTERABLE = "created_at_i";

/**
 * Hacker News Search by Algolia, stories only: `search` has those with the most points first, `search_by_date` the newest.
 * A story has much more to it than anybody asked for, once plain and once with matches marked.
 */
export const algolia: Service = {
  name: "algolia",
  hosts: ["hn.algolia.com"],
  synthetic: true,
  faults: ["nullValue", "stale", "wrongByPercent", "hostileText"],
  answer,
  refuse: (status) => json(status, { status, message: status === 429 ? "Too Many Requests" : "Internal error" }),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  const { pathname, searchParams: query } = request.url;
  const order = /^\/api\/v1\/(search|search_by_date)$/.exec(pathname)?.[1];
  if (order === undefined)
    throw new NotInWorldError("of Algolia the world has /api/v1/search and /api/v1/search_by_date");
  if (query.get("tags") !== "story") throw new NotInWorldError("it has stories only: tags=story");
  if (query.get("query")) throw new NotInWorldError("it does not search for words: leave `query` out");
  const filters = (query.get("numericFilters") ?? "").split(",").map((each) => FILTER.exec(each) ?? each);
  for (const filter of filters) {
    if (typeof filter === "string") return invalid(`invalid numeric filter: ${filter}`);
    if (filter[1] !== FILTERABLE)
      return invalid(
        `invalid numeric attribute(${filter[1]}), attribute not specified in numericAttributesForFiltering setting`,
      );
  }
  const stories = between(filters as RegExpExecArray[], context);
  const perPage = Math.min(MOST_HITS, Number(query.get("hitsPerPage") ?? PAGE));
  const sorted = order === "search" ? stories : stories.toSorted((one, other) => other.postedAt - one.postedAt);
  const hits = sorted.slice(0, perPage).map((story, rank) => hitOf(story, rank, context));
  return json(200, {
    exhaustive: { nbHits: true, typo: true },
    hits,
    hitsPerPage: perPage,
    nbHits: stories.length,
    nbPages: Math.ceil(stories.length / perPage),
    page: 0,
    params: query.toString(),
    processingTimeMS: 4,
    query: "",
  });
}

function between(filters: readonly RegExpExecArray[], { now, faults }: AnswerContext): readonly Story[] {
  let [from, to] = [-Infinity, Infinity];
  for (const [, , sign, text] of filters) {
    const value = Number(text);
    if (sign!.startsWith(">")) from = Math.max(from, sign === ">" ? value + 1 : value);
    else if (sign!.startsWith("<")) to = Math.min(to, sign === "<" ? value - 1 : value);
    else [from, to] = [value, value];
  }
  if (!Number.isFinite(from) || to - from > 7 * DAY)
    throw new NotInWorldError("it needs created_at_i between two moments within a week");
  const back = findFault(faults, "stale") === undefined ? 0 : DAY;
  const days = Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => dayOf(from - back) + index);
  return days
    .flatMap((day) => storiesOf(day, now, "algolia"))
    .filter(({ postedAt }) => postedAt >= from - back && postedAt <= to - back)
    .toSorted((one, other) => other.points - one.points || other.comments - one.comments || one.id - other.id);
}

function hitOf({ id, postedAt, title, points, comments }: Story, rank: number, { faults }: AnswerContext): unknown {
  const isNull = findFault(faults, "nullValue") !== undefined;
  const shown = rank === 0 && findFault(faults, "hostileText") !== undefined ? HOSTILE_TEXT : title;
  const author = `invented${id % 97}`;
  const url = `https://made-up.example/${id}`;
  return {
    _highlightResult: Object.fromEntries(
      Object.entries({ author, title: shown, url }).map(([name, value]) => [
        name,
        { matchLevel: "none", matchedWords: [], value },
      ]),
    ),
    _tags: ["story", `author_${author}`, `story_${id}`],
    author,
    children: Array.from({ length: Math.min(comments, 40) }, (_, index) => id + 7 * (index + 1)),
    created_at: new Date(postedAt * 1_000).toISOString().replace(".000", ""),
    created_at_i: postedAt,
    num_comments: isNull ? null : Math.round(comments * wrongFactor(faults)),
    objectID: String(id),
    points: isNull ? null : points,
    story_id: id,
    title: shown,
    updated_at: new Date((postedAt + 2 * DAY) * 1_000).toISOString().replace(".000", ""),
    url,
  };
}

function invalid(message: string): WorldReply {
  return json(400, { code: 400, message });
}
