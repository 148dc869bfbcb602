import { accord } from "../ai/accord.ts";
import { mistral } from "../ai/mistral.ts";
import { openai } from "../ai/openai.ts";
import { bitstamp } from "../feeds/bitstamp.ts";
import { coinbase } from "../feeds/coinbase.ts";
import { kraken } from "../feeds/kraken.ts";
import { change } from "../measures.ts";
import type { Core, Program } from "../program.ts";
import { firstWithWitness } from "../select.ts";

/** The close of Bitcoin's UTC day in US cents, at three exchanges. */
export const core: Core = {
  name: "bitcoin",
  subject: "the tides of Bitcoin's price",
  measured: "its change in basis points",
  feeds: [coinbase("BTC-USD"), kraken("XBTUSD"), bitstamp("btcusd")],
  atOnce: 2,
  decimals: 2,
  // Venues differ by some 5 basis points: at 90,000 dollars 45 dollars. A spread of 500 dollars is a sick market, a
  // quantum of 500 steady.
  select: firstWithWitness(50_000n),
  quantum: 50_000n,
  measure: change,
  moved: change,
  threshold: 200n,
  maxAge: 0,
  states: [
    ["abyss", "a crash, light fails", 0, 3, -801],
    ["ebb", "the price sinks", 1, 2, -201],
    ["drift", "it floats", 2, 0, 199],
    ["flow", "it climbs", 3, 1, 799],
    ["surge", "it soars", 5, 3],
  ],
  transitions: [
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2, 3, 4],
    [2, 3, 4],
    [2, 3, 4],
  ],
  presetState: 2,
  moods: ["dread", "doubt", "patience", "hope", "greed", "euphoria"],
  energies: ["still", "slow", "swift", "wild"],
  palettes: ["ice", "aurora", "moss", "blossom", "brass", "flare", "rust", "ember"],
  decide: accord([openai, mistral]),
  multipliers: [10_000, 11_000, 12_500, 15_000],
};

const program: Program = {
  core,
  title: "Bitcoin's tides: the daily close at three exchanges",
  unit: "US cents",
  captions: [
    "The floor was only another ceiling.",
    "In the deepest dark, something begins to glow.",
    "The water leaves without a word.",
    "What the tide takes, it also polishes.",
    "Nothing moves but the waiting.",
    "A calm so wide it has its own horizon.",
    "Rising, and not trusting it.",
    "Each wave stands on the shoulders of the last.",
    "Too much light to see by.",
    "The whole sea stood up and sang.",
  ],
  schedule: { anchor: 0, periodLength: 86_400, settleDelay: 3_600, staleAfter: 2, fallbackAfter: 7 },
  preset: { mood: 2, energy: 0, palette: 2, reading: 0n, multiplier: 10_000 },
  minMultiplier: 10_000,
  maxMultiplier: 15_000,
};

export default program;
