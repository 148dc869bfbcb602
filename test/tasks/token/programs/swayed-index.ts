import { accord } from "../../../../functions-source/ai/accord.ts";
import { mistral } from "../../../../functions-source/ai/mistral.ts";
import { openai } from "../../../../functions-source/ai/openai.ts";
import { cboe } from "../../../../functions-source/feeds/cboe.ts";
import { yahoo } from "../../../../functions-source/feeds/yahoo.ts";
import { change, swayed } from "../../../../functions-source/measures.ts";
import type { Core, Program } from "../../../../functions-source/program.ts";
import { officialClose } from "../../../../functions-source/select.ts";

/** The program sp500 with ears: two holders or more, of one mind, move its measure by 2.5 %, divided ones by less. */
export const core: Core = {
  name: "swayed-index",
  subject: "the S&P 500",
  measured: "your change in basis points",
  feeds: [cboe("SPX"), yahoo("%5EGSPC")],
  atOnce: 2,
  decimals: 2,
  select: officialClose,
  quantum: 100n,
  measure: swayed(change, 250n, 2n),
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
  title: "The S&P 500's weather, swayed by its holders",
  listens: true,
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
  schedule: { anchor: 0, periodLength: 86_400, settleDelay: 309_600, staleAfter: 2, fallbackAfter: 7 },
  preset: { mood: 2, energy: 0, palette: 2, reading: 0n, multiplier: 10_000 },
  minMultiplier: 10_000,
  maxMultiplier: 12_500,
};

export default program;
