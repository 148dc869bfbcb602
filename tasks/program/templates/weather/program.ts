import { accord } from "../../../../functions-source/ai/accord.ts";
import { mistral } from "../../../../functions-source/ai/mistral.ts";
import { openai } from "../../../../functions-source/ai/openai.ts";
import { ncei } from "../../../../functions-source/feeds/ncei.ts";
import { openMeteo } from "../../../../functions-source/feeds/openMeteo.ts";
import { difference, level } from "../../../../functions-source/measures.ts";
import type { Core, Program, State } from "../../../../functions-source/program.ts";
import { firstWithWitness } from "../../../../functions-source/select.ts";

/**
 * What the token can be, from the coldest range to the warmest. Each state: its name, what the AI is told about it, the
 * mood that the rules choose with it and its energy (numbers of the lists below, from 0), and the last integer of its
 * range. The last state has no end.
 */
const states: readonly State[] = [
  ["frost", "all is still", 0, 0, 19],
  ["rain", "grey and wet", 1, 1, 69],
  ["sun", "long light", 2, 2],
];

/** What the nodes get: it travels in every request, so its texts are short. */
export const core: Core = {
  // The file's name.
  name: "my-program",
  // Who the AI is told to be, and what the number is that it gets.
  subject: "the sky of Reykjavik",
  measured: "the day's high in tenths of a degree C",
  // Two or three sources of the same number, in the order of preference. These two adapters are in functions-source/feeds/; one of
  // your own is an object with two functions: the address of a day, and the values in the answer.
  feeds: [openMeteo("64.13", "-21.90"), ncei("IC000004030")],
  // How many of them are asked at once; a third one only when two give no reading.
  atOnce: 2,
  // The unit: tenths of a degree have one decimal.
  decimals: 1,
  // The first source counts if another one is within 4.0 degrees of it: a grid cell and a station never say quite the same.
  select: firstWithWitness(40n),
  // The reading is rounded to whole degrees, so that all nodes come to the same one.
  quantum: 10n,
  // The states' ranges are about the reading itself; `change` would make them about how it changed.
  // Holders may have a say: `swayed(level, 30n, 3n)` and, below, `listens: true` let three of one mind move it by 3.0 degrees.
  measure: level,
  // Less than 2.0 degrees since the last evolution: the token stays as it is, and no AI is asked.
  moved: difference,
  threshold: 20n,
  // These sources have a value for every day. Markets close: there it is how many days old the last close may be.
  maxAge: 0,
  states,
  // From frost it may become frost or rain, from rain anything, from sun rain or sun.
  transitions: [
    [0, 1],
    [0, 1, 2],
    [1, 2],
  ],
  // Before its first evolution the token is rain.
  presetState: 1,
  // The AI picks a mood, from sombre to bright; the energy, from quiet to intense, is the state's.
  moods: ["grave", "calm", "glad", "wild"],
  energies: ["low", "even", "high"],
  // Two for each season from winter on, the first for the lower half of the states.
  palettes: ["ice", "pearl", "moss", "petal", "teal", "gold", "cedar", "rust"],
  // Two AIs vote with the rules.
  decide: accord([openai, mistral]),
  // What staking earns with each energy, in basis points: 10,000 is once.
  multipliers: [10_000, 10_500, 11_000],
};

/** The whole program: what people and the chain need besides. */
const program: Program = {
  core,
  title: "Reykjavik's sky of last week: the day's highest temperature",
  unit: "tenths of a degree Celsius",
  // Two for each state: for the lower half of the moods and for the upper.
  captions: [
    "Nothing moves but breath.",
    "The light stays low and blue.",
    "It rains on the sea, too.",
    "Under the grey, something hums.",
    "Warm stone, a cat, no wind.",
    "The day forgets to end.",
  ],
  // A period is a day from 00:00 UTC. It is asked for eight days later, when both sources have it. Seconds; then periods.
  schedule: { anchor: 0, periodLength: 86_400, settleDelay: 691_200, staleAfter: 2, fallbackAfter: 7 },
  // What is shown when nothing has come for too long.
  preset: { mood: 1, energy: 0, palette: 0, reading: 40n, multiplier: 10_000 },
  minMultiplier: 10_000,
  maxMultiplier: 11_000,
};

export default program;
