/** What the story tells: two programs, a month of each, and what goes wrong on which day. */
import type { Command } from "../faults/command.ts";
import type { Fault } from "../world/index.ts";

/** Something that goes wrong for some days. */
export interface Incident {
  /** One or two words for the table. */
  readonly name: string;
  /** First day, counted from 1, and how many days. */
  readonly day: number;
  readonly days: number;
  readonly faults: readonly Fault[];
  /** Faults that were ordered on the command line. */
  readonly commands?: readonly Command[];
  /** What must be seen while it lasts; of what was ordered nothing is. */
  readonly expected: "evolves" | "rules" | "nothing" | "anything";
}

/** A month of one program. */
export interface Chapter {
  readonly program: string;
  readonly title: string;
  /** Where the data comes from, and what of it is made up. */
  readonly data: string;
  /** UTC day of the first period. */
  readonly from: string;
  readonly days: number;
  readonly incidents: readonly Incident[];
  /** How often the token evolves at the least. */
  readonly evolutions: number;
}

/** The incidents that are on, on a day. */
export function incidentsOn(chapter: Chapter, day: number): readonly Incident[] {
  return chapter.incidents.filter((incident) => day >= incident.day && day < incident.day + incident.days);
}

/** Days that an ordered fault lasts when nobody says. */
const ORDERED_DAYS = 3;

/**
 * The chapter with what was ordered on the command line: where no days are named, after everything else, with a day before it and, where there is
 * room, one after it.
 *
 * @throws Error if the chapter is shorter than the order says
 */
export function withOrders(chapter: Chapter, commands: readonly Command[]): Chapter {
  const quiet = Math.max(0, ...chapter.incidents.map(({ day, days }) => day + days - 1)) + 2;
  const ordered = commands.map((command): Incident => {
    const [first, last] = command.days ?? [quiet, Math.max(quiet, Math.min(quiet + ORDERED_DAYS, chapter.days) - 1)];
    if (last > chapter.days)
      throw new Error(`--fault ${command.text}: the chapter of ${chapter.program} has ${chapter.days} days.`);
    return {
      name: command.fault.id,
      day: first,
      days: last - first + 1,
      faults: [],
      commands: [command],
      expected: "anything",
    };
  });
  return { ...chapter, incidents: [...chapter.incidents, ...ordered] };
}

const ai: readonly Fault[] = [
  { service: "openai", kind: "status", status: 500 },
  { service: "mistral", kind: "status", status: 503 },
];

/** Without any provider. In a month nine days: longer than `fallbackAfter`, so that the preset appears and the program has to come back. */
const blackout = (day: number, days: number, ...services: Fault["service"][]): Incident => ({
  name: "blackout",
  day,
  days,
  faults: services.map((service) => ({ service, kind: "status", status: 503 })),
  expected: "nothing",
});

const autumn = {
  program: "sp500",
  title: "The autumn of 2008",
  data: "S&P 500 closes in index points, recorded (vega-datasets)",
} as const;

const winter = {
  program: "seattle-weather",
  title: "A Seattle winter",
  data: "daily maxima in degrees Celsius, recorded (vega-datasets); ERA5 is them with small made-up deviations",
} as const;

/** The story of `npm start`. */
export const chapters: readonly Chapter[] = [
  {
    ...autumn,
    from: "2008-09-15",
    days: 30,
    incidents: [
      {
        name: "Cboe down",
        day: 5,
        days: 3,
        faults: [{ service: "cboe", kind: "status", status: 503 }],
        expected: "evolves",
      },
      { name: "no AI", day: 10, days: 3, faults: ai, expected: "rules" },
      blackout(16, 9, "cboe", "yahoo", "fred"),
    ],
    evolutions: 6,
  },
  {
    ...winter,
    from: "2013-12-01",
    days: 30,
    incidents: [
      {
        name: "ERA5 slow",
        day: 4,
        days: 1,
        faults: [{ service: "open-meteo", kind: "slow", ms: 300 }],
        expected: "evolves",
      },
      { name: "no AI", day: 6, days: 5, faults: ai, expected: "rules" },
      blackout(16, 9, "open-meteo", "ncei"),
    ],
    evolutions: 6,
  },
];

/** The same in a few days and with one incident each: `--brief`. */
export const briefChapters: readonly Chapter[] = [
  {
    ...autumn,
    from: "2008-09-15",
    days: 6,
    incidents: [{ name: "no AI", day: 2, days: 2, faults: ai, expected: "rules" }],
    evolutions: 2,
  },
  {
    ...winter,
    from: "2013-12-01",
    days: 12,
    incidents: [blackout(3, 8, "open-meteo", "ncei")],
    evolutions: 2,
  },
];
