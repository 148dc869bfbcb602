import { ncei } from "../feeds/ncei.ts";
import { openMeteo } from "../feeds/openMeteo.ts";
import { difference, level } from "../measures.ts";
import type { Core, Program, State } from "../program.ts";
import { firstWithWitness } from "../select.ts";
import { captionNames } from "../traits.ts";

const states: readonly State[] = [
  { label: "frost", upTo: 39, ruled: [0, 0], about: "ice on the Sound" },
  { label: "drizzle", upTo: 99, ruled: [1, 1], about: "grey wet cold" },
  { label: "mist", upTo: 149, ruled: [2, 0], about: "mild and veiled" },
  { label: "bloom", upTo: 209, ruled: [3, 1], about: "soft sun" },
  { label: "glow", upTo: 279, ruled: [4, 2], about: "warm long light" },
  { label: "blaze", ruled: [5, 3], about: "rare heat" },
];

/** The highest temperature of a UTC day at Seattle-Tacoma in tenths of a degree Celsius: a reanalysis and the airport's own station. */
export const core: Core = {
  name: "seattle-weather",
  subject: "the sky of Seattle",
  measured: "the day's maximum in tenths of a degree Celsius",
  feeds: [openMeteo("47.45", "-122.31"), ncei("USW00024233")],
  decimals: 1,
  // A grid cell's UTC day and a station's local day often differ by 2 degrees, seldom by more than 4.
  select: firstWithWitness(40n),
  quantum: 10n,
  measure: level,
  moved: difference,
  threshold: 20n,
  maxAge: 0,
  states,
  transitions: [
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3, 4],
    [1, 2, 3, 4, 5],
    [2, 3, 4, 5],
    [3, 4, 5],
  ],
  presetState: 2,
  traits: {
    caption: { offset: 8, terms: captionNames(states, ["dim", "bright"]) },
    energy: { offset: 3, terms: ["still", "soft", "brisk", "wild"] },
    mood: { offset: 0, terms: ["stark", "wistful", "dreamy", "tender", "merry", "fierce"] },
    palette: { offset: 5, terms: ["slate", "pearl", "moss", "petal", "teal", "gold", "cedar", "rust"] },
  },
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
