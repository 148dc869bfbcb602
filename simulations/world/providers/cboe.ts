import { indexRecord } from "../data.ts";
import { dayOf, isoDate } from "../days.ts";
import { decimal, html, NotInWorldError, text, type WorldReply, type WorldRequest } from "../exchange.ts";
import { findFault, wrongFactor } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";
import { requireIndexRecord } from "./index-days.ts";

const PATH = "/api/global/us_indices/daily_prices/SPX_History.csv";
/** A row is in the file from six hours into the next day, UTC. */
const DELAY = 6 * 3_600;

/**
 * Cboe's history file of the S&P 500: `DATE,SPX` with dates MM/DD/YYYY, closes with six decimals as in its sister files,
 * no parameters. The real one begins in 1975, this one with the record, in 2000.
 */
export const cboe: Service = {
  name: "cboe",
  hosts: ["cdn.cboe.com"],
  synthetic: false,
  faults: ["nullValue", "stale", "wrongByPercent", "hostileText"],
  answer,
  refuse: (status) => html(status, status === 403 ? "Access Denied" : "Error"),
};

function answer(request: WorldRequest, context: AnswerContext): WorldReply {
  if (request.url.pathname !== PATH) throw new NotInWorldError(`of Cboe the world has ${PATH}`);
  const lastDay = dayOf(context.now - DELAY) - 1;
  requireIndexRecord(lastDay);
  const { lines, days } = wrongFactor(context.faults) === 1 ? wholeFile() : fileWith(wrongFactor(context.faults));
  let rows = days.findLastIndex((day) => day <= lastDay) + 1;
  if (findFault(context.faults, "stale") !== undefined) rows--;
  const shown = lines.slice(0, rows);
  if (findFault(context.faults, "nullValue") !== undefined) shown.push(shown.pop()?.replace(/,.*/, ",") ?? "");
  return text(200, `DATE,SPX\n${shown.join("\n")}\n`, "text/csv");
}

interface CsvFile {
  readonly lines: readonly string[];
  readonly days: readonly number[];
}

let file: CsvFile | undefined;

/** Written once: the file is asked for at every round of every node. */
function wholeFile(): CsvFile {
  return (file ??= fileWith(1));
}

function fileWith(factor: number): CsvFile {
  const record = [...indexRecord().values()];
  return {
    lines: record.map(({ day, close }) => `${usDate(day)},${decimal(Math.round(close * factor) * 10_000, 6)}`),
    days: record.map(({ day }) => day),
  };
}

/** MM/DD/YYYY. */
function usDate(day: number): string {
  const [year, month, dayOfMonth] = isoDate(day).split("-");
  return `${month}/${dayOfMonth}/${year}`;
}
