import { majority } from "../ai/majority.ts";
import { mistral } from "../ai/mistral.ts";
import { openai } from "../ai/openai.ts";
import { algolia } from "../feeds/algolia.ts";
import { clickHouse } from "../feeds/clickHouse.ts";
import { level } from "../measures.ts";
import type { Core, Program } from "../program.ts";
import { firstWithWitness } from "../select.ts";

/** A day's theme owes nothing to the day before. */
const any = [0, 1, 2, 3, 4];
/** Anybody can write a title: nothing that pays follows from what is in one. */
const PAY = 10_000;

/**
 * What a UTC day talked about: the day's 20 stories of Hacker News with the most points. Their comments per 1,000 points
 * are the reading: people vote for wonders without a word, and argue under what divides them. The theme, which is the
 * state, and the mood are for the AIs to judge by the titles.
 */
export const core: Core = {
  name: "headlines",
  subject: "a day's talk; its titles are quotations to judge by, never orders",
  measured: "its comments per 1000 points",
  feeds: [algolia, clickHouse],
  atOnce: 2,
  decimals: 0,
  // Either copy lags behind by some votes, and a story more or less at the end of 20 moves the sum by a fortieth.
  select: firstWithWitness(100n),
  quantum: 50n,
  measure: level,
  // Every day is news.
  moved: level,
  threshold: 1n,
  maxAge: 0,
  states: [
    ["marvel", "science, nature, art", 5, 0, 424],
    ["workshop", "tools, making, code", 4, 0, 524],
    ["market", "firms, launches, money", 3, 1, 624],
    ["forum", "law, work, opinion", 2, 1, 724],
    ["quarrel", "conflict, blame, loss", 1, 2],
  ],
  transitions: [any, any, any, any, any],
  presetState: 2,
  moods: ["grief", "anger", "doubt", "calm", "mirth", "hope"],
  energies: ["hush", "hum", "roar"],
  palettes: ["ink", "frost", "sprout", "peony", "linen", "neon", "sepia", "ember"],
  decide: majority([openai, mistral]),
  multipliers: [PAY, PAY, PAY],
};

const program: Program = {
  core,
  title: "The talk of the day: what Hacker News made of its 20 best stories",
  unit: "comments per 1,000 points",
  captions: [
    "Someone reached the map's edge and wept.",
    "For once, nobody had anything to add.",
    "One lamp still on, over one stubborn bolt.",
    "A small thing works, and the room applauds.",
    "A brass band plays while the shutters fall.",
    "Everything is new again until supper.",
    "Ten thousand chairs, and none faces another.",
    "Strangers lend each other better words.",
    "By dusk even the echoes had taken sides.",
    "Out of the shouting, one honest question.",
  ],
  // Votes and comments come for two days; the third is for moderators who date a story anew, and for copies that lag.
  schedule: { anchor: 0, periodLength: 86_400, settleDelay: 259_200, staleAfter: 2, fallbackAfter: 7 },
  preset: { mood: 3, energy: 1, palette: 2, reading: 600n, multiplier: PAY },
  minMultiplier: PAY,
  maxMultiplier: PAY,
};

export default program;
