import { accord } from "../ai/accord.ts";
import { mistral } from "../ai/mistral.ts";
import { openai } from "../ai/openai.ts";
import { cboe } from "../feeds/cboe.ts";
import { fred } from "../feeds/fred.ts";
import { yahoo } from "../feeds/yahoo.ts";
import { change } from "../measures.ts";
import type { Core, Program } from "../program.ts";
import { officialClose } from "../select.ts";

/** The official close of the S&P 500 in cents of an index point: of the last session at or before the period's end. */
export const core: Core = {
  name: "sp500",
  subject: "the S&P 500",
  measured: "your change in basis points",
  feeds: [cboe("SPX"), yahoo("%5EGSPC"), fred("SP500")],
  atOnce: 2,
  decimals: 2,
  select: officialClose,
  quantum: 100n,
  measure: change,
  moved: change,
  threshold: 100n,
  maxAge: 5,
  states: [
    ["storm", "panic", 0, 3, -301],
    ["slide", "selling", 1, 2, -101],
    ["calm", "a lull", 2, 0, 100],
    ["climb", "buying", 3, 1, 300],
    ["soar", "bliss", 4, 3],
  ],
  transitions: [
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3, 4],
    [1, 2, 3, 4],
    [2, 3, 4],
  ],
  presetState: 2,
  moods: ["dread", "doubt", "calm", "hope", "joy"],
  energies: ["low", "even", "high", "wild"],
  palettes: ["ice", "dusk", "moss", "dawn", "gold", "noon", "rust", "ember"],
  decide: accord([openai, mistral]),
  multipliers: [10_000, 10_500, 11_000, 12_500],
};

const program: Program = {
  core,
  title: "The S&P 500's weather: the official close",
  unit: "cents of an index point",
  captions: [
    "A thousand screens, one colour.",
    "Lightning shows the shape of the land.",
    "Step by step, the stairs go missing.",
    "Falling slowly enough to look around.",
    "The bell rings and the dust stays put.",
    "A still pond, deep in numbers.",
    "Up the hill with an eye on the clouds.",
    "Each morning a little higher than its name.",
    "So high that the ladder looks like a thread.",
    "The air is thin and everybody sings.",
  ],
  // FRED, the slowest, publishes on the next business day at 14:00 UTC: 86 hours after the end of a Friday before a holiday.
  schedule: { anchor: 0, periodLength: 86_400, settleDelay: 309_600, staleAfter: 2, fallbackAfter: 7 },
  preset: { mood: 2, energy: 0, palette: 2, reading: 0n, multiplier: 10_000 },
  minMultiplier: 10_000,
  maxMultiplier: 12_500,
};

export default program;
