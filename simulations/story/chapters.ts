/** What the story tells: two programs, a month of each, and what goes wrong on which day. */
import type { Fault } from "../world/index.ts";

/** Something that goes wrong for some days. */
export interface Incident {
  /** One or two words for the table. */
  readonly name: string;
  /** First day, counted from 1, and how many days. */
  readonly day: number;
  readonly days: number;
  readonly faults: readonly Fault[];
  /** What must be seen while it lasts. */
  readonly expected: "evolves" | "rules" | "nothing";
}

/** A month of one program. */
export interface Chapter {
  readonly program: string;
  readonly title: string;
  /** Where the recorded data comes from, or that it is made up. */
  readonly data: string;
  /** UTC day of the first period. */
  readonly from: string;
  readonly days: number;
  readonly incidents: readonly Incident[];
}

const ai: readonly Fault[] = [
  { service: "openai", kind: "status", status: 500 },
  { service: "anthropic", kind: "status", status: 529 },
];

/** Nine days without any provider: longer than `fallbackAfter`, so that the preset appears and the program has to come back. */
const blackout = (...services: Fault["service"][]): Incident => ({
  name: "blackout",
  day: 16,
  days: 9,
  faults: services.map((service) => ({ service, kind: "status", status: 503 })),
  expected: "nothing",
});

export const chapters: readonly Chapter[] = [
  {
    program: "sp500",
    title: "The autumn of 2008",
    data: "S&P 500 closes, recorded (vega-datasets)",
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
      blackout("cboe", "yahoo", "fred"),
    ],
  },
  {
    program: "seattle-weather",
    title: "A Seattle winter",
    data: "Seattle-Tacoma daily maxima, recorded (vega-datasets)",
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
      blackout("open-meteo", "ncei"),
    ],
  },
];
