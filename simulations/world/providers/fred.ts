import { indexRecord } from "../data.ts";
import { DAY, dayOf, isoDate, isWeekday, parseIsoDate } from "../days.ts";
import { decimal, html, NotInWorldError, text, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";
import { nextWeekday, requireIndexRecord } from "./index-days.ts";

/** Published on the next weekday at 13:00 UTC. */
const HOUR_OF_PUBLICATION = 13 * 3_600;
/** The licence lets FRED show the last ten years. */
const WINDOW_DAYS = 3_653;

/**
 * FRED's graph download of SP500: `observation_date,SP500`, one row a weekday, holidays with an empty value, days not yet
 * published absent. Without a User-Agent the bot wall in front answers 403 with HTML.
 */
export const fred: Service = {
  name: "fred",
  hosts: ["fred.stlouisfed.org"],
  synthetic: false,
  faults: ["nullValue", "stale", "wrongByPercent", "hostileText"],
  answer,
  refuse: (status) => html(status, status === 403 ? "Access Denied" : "Error"),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (!request.headers["user-agent"]) return html(403, "Access Denied");
  const { pathname, searchParams: query } = request.url;
  if (pathname !== "/graph/fredgraph.csv") throw new NotInWorldError("of FRED the world has /graph/fredgraph.csv");
  if (query.get("id") !== "SP500") return html(404, "Error - St. Louis Fed");
  const today = dayOf(context.now);
  const oldest = today - WINDOW_DAYS;
  const from = Math.max(parseIsoDate(query.get("cosd")) ?? oldest, oldest);
  const to = Math.min(parseIsoDate(query.get("coed")) ?? today, today);
  requireIndexRecord(to);
  const stale = findFault(context.faults, "stale") === undefined ? 0 : 1;
  const lines = ["observation_date,SP500"];
  for (let day = from - stale; day <= to - stale; day++) {
    if (isWeekday(day) && isPublished(day, context.now)) lines.push(`${isoDate(day)},${valueAt(day, context)}`);
  }
  return text(200, `${lines.join("\n")}\n`, "application/csv");
}

function isPublished(day: number, now: number): boolean {
  return now >= nextWeekday(day) * DAY + HOUR_OF_PUBLICATION;
}

function valueAt(day: number, { faults }: AnswerContext): string {
  const row = indexRecord().get(day);
  if (row === undefined || findFault(faults, "nullValue") !== undefined) return "";
  return decimal(Math.round(row.close * wrongFactor(faults)), 2);
}
