/** A program's present on a screen of 80 columns. */
import { counted } from "../common/duration.ts";
import { facts, table } from "../common/table.ts";
import { fold } from "../common/fold.ts";
import { tell } from "../program/holders.ts";
import { type Standing, endOf, nameTraits } from "../program/standing.ts";
import { dayOf, factor, moment, readingOf, rungs, span, when } from "../program/words.ts";
import { nextDue, obstacle, strangersFrom } from "./obstacle.ts";
import type { Dated } from "./status.ts";

export interface Present {
  readonly standing: Standing;
  readonly answers: readonly Dated[];
  /** Of the readings, where the program's file is here. */
  readonly unit: string | undefined;
}

type Facts = (readonly [string, string])[];

export function screen({ standing, answers, unit }: Present): string {
  const { name, id, version, now } = standing;
  return [
    `${name}, program ${id}, version ${version}, at ${moment(now)}`,
    facts(look(standing, unit)),
    "next",
    facts([...question(standing), ...holderFacts(standing), ...requestFacts(standing)]),
    answers.length === 0 ? "no answer yet" : "last answers",
    ...(answers.length === 0 ? [] : [answersTable(answers, standing)]),
  ].join("\n");
}

function look({ status, vocabulary, now, terms }: Standing, unit: string | undefined): Facts {
  const { state, traits, caption } = nameTraits(vocabulary, status.state, status.traits);
  const { caption: _, ...others } = traits;
  return [
    ["shows", `${state} (${Object.values(others).join(", ")})`],
    ...(caption === undefined ? [] : [["", `"${caption}"`] as const]),
    ["reading", readingOf(status.reading, unit)],
    ["multiplier", factor(status.multiplier)],
    ...folded("rung", rung(status, now)),
    ...(status.evolutions === 0n
      ? []
      : ([["settled", `period ${status.settledPeriod}, of ${periodOf(terms, status.settledPeriod)}`]] as const)),
    ["history", counted(status.evolutions, "evolution")],
  ];
}

/** What follows the longest name. */
const VALUE_WIDTH = 80 - 14;

/** A fact whose value may need several lines. */
function folded(name: string, value: string): Facts {
  return fold(value, VALUE_WIDTH).map((line, index) => [index === 0 ? name : "", line]);
}

/** What it is now, and what it turns to if nothing is settled. */
function rung(status: Standing["status"], now: number): string {
  const { paused, evolutions, staleAt, fallbackAt } = status;
  const name = rungs[Number(status.rung)]!;
  if (paused) return `${name}: paused, so the preset`;
  if (evolutions === 0n) return `${name}: the preset, until the first evolution`;
  if (name === "fresh") return `fresh; stale ${when(staleAt, now)}`;
  if (name === "stale") return `stale since ${moment(staleAt)}; the preset ${when(fallbackAt, now)}`;
  return `fallback: the preset since ${when(fallbackAt, now)}`;
}

/** The day of a daily period, else both ends. */
function periodOf(terms: Standing["terms"], period: bigint): string {
  const end = endOf(terms, period);
  const begin = end - Number(terms.periodLength);
  return terms.periodLength === 86_400n && begin % 86_400 === 0 ? dayOf(begin) : `${moment(begin)} to ${moment(end)}`;
}

function question(standing: Standing): Facts {
  const { ask, now, terms } = standing;
  if (!ask.due) return [["due", when(nextDue(standing), now)]];
  return [
    ["due", `period ${ask.period}, of ${periodOf(terms, ask.period)}`],
    ["", `since ${when(ask.dueAt, now)}`],
  ];
}

/** What they say in the period that runs, and what they said in the one that is asked for. */
function holderFacts({ holders, ask }: Standing): Facts {
  if (holders === undefined) return [];
  return [
    ...(ask.due ? [["holders", `${tell(holders.asked)} in period ${ask.period}`] as const] : []),
    [ask.due ? "" : "holders", `${tell(holders.running)} so far in period ${holders.period}, which runs`],
  ];
}

function requestFacts(standing: Standing): Facts {
  const { requests, ask, now } = standing;
  if (requests === undefined) return [["request", "not configured: nothing is asked"]];
  const { status, line } = requests;
  const [performers, strangers] =
    status.period === ask.period ? [status.attempts, status.publicAttempts] : ([0n, 0n] as const);
  const inTheWay = obstacle(standing, true);
  return [
    ["request", status.pending ? `pending since ${when(status.sentAt, now)}` : "none pending"],
    ...(ask.due
      ? ([
          ["attempts", `${performers} of ${line.maxAttempts} by performers, ${strangers} by strangers`],
          ...folded("performers", inTheWay === undefined ? "may ask now" : `wait: ${inTheWay.why}`),
          ["strangers", `may ask ${when(strangersFrom(standing), now)}`],
        ] as const)
      : ([["strangers", `may ask ${span(line.grace)} after a period fell due`]] as const)),
    ...(requests.hasCandidate ? [["candidate", "an evolution waits for its confirmation"] as const] : []),
  ];
}

function answersTable(answers: readonly Dated[], { terms }: Standing): string {
  return table(
    [{ title: "  answered" }, { title: "period of" }, { title: "what came of it" }],
    answers.map(({ at, period, words }) => [
      `  ${moment(at)}`,
      dayOf(endOf(terms, period) - Number(terms.periodLength)),
      words,
    ]),
  );
}
