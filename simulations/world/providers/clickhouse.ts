import { NotInWorldError, text, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import { storiesOf } from "../headlines.ts";
import type { AnswerContext, Service } from "../service.ts";

const USERS = ["play", "explorer"];
/** The one question that it can answer; a real server takes any SQL that reads. */
const QUESTION =
  /^SELECT 1e3\*sum\(descendants\)\/sum\(score\)FROM\(SELECT\*FROM hackernews_history FINAL WHERE id>(-?\d+) AND toUnixTimestamp\(time\)DIV 86400=(\d+) ORDER BY score DESC,id LIMIT (\d+)\)$/;
const TSV = "text/tab-separated-values; charset=UTF-8";

/**
 * ClickHouse's public playground, table `hackernews_history`: not a database, but the answer to one question about a day's
 * best stories. As a database does, it answers about a day that it does not have, too: `nan`.
 */
export const clickhouse: Service = {
  name: "clickhouse",
  hosts: ["play.clickhouse.com"],
  synthetic: true,
  faults: ["nullValue", "stale", "wrongByPercent"],
  answer,
  refuse: (status) =>
    text(
      status,
      status === 429
        ? "Code: 201. DB::Exception: Quota for user `play` has been exceeded. (QUOTA_EXCEEDED)\n"
        : "Code: 202. DB::Exception: Too many simultaneous queries. (TOO_MANY_SIMULTANEOUS_QUERIES)\n",
    ),
};

function answer(request: WorldRequest, { now, faults }: AnswerContext): WorldReply {
  const { pathname, searchParams: query } = request.url;
  if (pathname !== "/") throw new NotInWorldError("of ClickHouse the world has the HTTP interface at /");
  const user = query.get("user") ?? "default";
  if (!USERS.includes(user))
    return text(403, `Code: 516. DB::Exception: ${user}: Authentication failed. (AUTHENTICATION_FAILED)\n`);
  const [, first, day, limit] = QUESTION.exec(query.get("query") ?? "") ?? [];
  if (first === undefined) throw new NotInWorldError("its ClickHouse is a script that answers one question only");
  const asked = Number(day) - (findFault(faults, "stale") === undefined ? 0 : 1);
  const best = storiesOf(asked, now, "mirror")
    .filter(({ id }) => id > Number(first))
    .toSorted((one, other) => other.points - one.points || one.id - other.id)
    .slice(0, Number(limit));
  if (best.length === 0 || findFault(faults, "nullValue") !== undefined) return text(200, "nan\n", TSV);
  const sum = (of: "points" | "comments"): number => best.reduce((total, story) => total + story[of], 0);
  return text(200, `${(1e3 * sum("comments") * wrongFactor(faults)) / sum("points")}\n`, TSV);
}
