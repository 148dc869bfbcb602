import { accord } from "../ai/accord.ts";
import { mistral } from "../ai/mistral.ts";
import { openai } from "../ai/openai.ts";
import { ncei } from "../feeds/ncei.ts";
import { openMeteo } from "../feeds/openMeteo.ts";
import { difference, level } from "../measures.ts";
import type { Core, Program } from "../program.ts";
import { firstWithWitness } from "../select.ts";

/**
 * The highest temperature of a UTC day at Seattle-Tacoma in tenths of a degree Celsius: a reanalysis and the airport's
 * own station.
 */
export const core: Core = {
  name: "seattle-weather",
  subject: "the sky of Seattle",
  measured: "the day's high in tenths of a degree C",
  feeds: [openMeteo("47.45", "-122.31"), ncei("USW00024233")],
  atOnce: 2,
  decimals: 1,
  // A grid cell's UTC day and a station's local day often differ by 2 degrees, seldom by more than 4.
  select: firstWithWitness(40n),
  quantum: 10n,
  measure: level,
  moved: difference,
  threshold: 20n,
  maxAge: 0,
  states: [
    ["frost", "ice on the Sound", 0, 0, 39],
    ["drizzle", "grey wet cold", 1, 1, 99],
    ["mist", "mild and veiled", 2, 0, 149],
    ["bloom", "soft sun", 3, 1, 209],
    ["glow", "warm long light", 4, 2, 279],
    ["blaze", "rare heat", 5, 3],
  ],
  transitions: [
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3, 4],
    [1, 2, 3, 4, 5],
    [2, 3, 4, 5],
    [3, 4, 5],
  ],
  presetState: 2,
  moods: ["stark", "wistful", "dreamy", "tender", "merry", "fierce"],
  energies: ["still", "soft", "brisk", "wild"],
  palettes: ["slate", "pearl", "moss", "petal", "teal", "gold", "cedar", "rust"],
  decide: accord([openai, mistral]),
  multipliers: [10_000, 10_500, 11_000, 12_000],
};

const program: Program = {
  core,
  title: "Seattle's sky of last week: the day's highest temperature",
  unit: "tenths of a degree Celsius",
  captions: [
    "The lake holds its breath and keeps it.",
    "Every twig wears a small cathedral.",
    "Rain rehearses the same quiet sentence.",
    "Under one umbrella, a whole country.",
    "The mountain is a rumour today.",
    "Ferries unspool a ribbon through the pearl.",
    "Something green decides to be seen.",
    "Petals drift upward, or so it seems.",
    "Evening arrives and forgets to leave.",
    "Gold on the water, gold on the crows.",
    "The city leans toward any shade.",
    "Even the moss is dreaming of the sun.",
  ],
  schedule: { anchor: 0, periodLength: 86_400, settleDelay: 691_200, staleAfter: 2, fallbackAfter: 7 },
  preset: { mood: 2, energy: 0, palette: 0, reading: 120n, multiplier: 10_000 },
  minMultiplier: 10_000,
  maxMultiplier: 12_000,
};

export default program;
