import type { Feed } from "./feeds/feed.ts";
import type { Measure } from "./measures.ts";
import type { Select } from "./select.ts";

/** A state: its place in the list is its number. Together the states' ranges cover every measure. */
export interface State {
  readonly label: string;
  /** Last integer of the measure in this state's range; only the last state has none. */
  readonly upTo?: number;
  /** What the rules choose with this state. */
  readonly ruled: readonly [mood: number, energy: number];
  /** One clause for the prompt. */
  readonly about: string;
}

/** A small enumeration, from bit `offset` of the 64 on as wide as its terms need. */
export interface Trait {
  readonly offset: number;
  readonly terms: readonly string[];
}

/** The traits of our programs: the AI picks mood and energy, palette and caption follow. */
export interface Traits {
  /** One for each state and tone, in that order: see `captionNames`. */
  readonly caption: Trait;
  /** From quiet to intense, one for each multiplier. */
  readonly energy: Trait;
  /** From sombre to bright. */
  readonly mood: Trait;
  /** Two for each season from winter on: the first for the lower half of the states. */
  readonly palette: Trait;
}

/** All that the nodes need of a program; it travels in every request, so its texts are short. */
export interface Core {
  readonly name: string;
  /** Who the AI is told to be: what the artwork lives by. */
  readonly subject: string;
  /** What the measure is, in the prompt. */
  readonly measured: string;
  /** In the fixed order of preference. */
  readonly feeds: readonly Feed[];
  /** Decimals of the reading's unit: 2 for cents. */
  readonly decimals: number;
  readonly select: Select;
  /** Readings are multiples of it, in the reading's unit. */
  readonly quantum: bigint;
  /** What the states are ranged by. */
  readonly measure: Measure;
  /** What the threshold is compared with. */
  readonly moved: Measure;
  /** A smaller move than this since the last evolution is a HOLD. */
  readonly threshold: bigint;
  /** Days that the last close may lie before the period's last day; zero for sources that publish every day. */
  readonly maxAge: number;
  readonly states: readonly State[];
  /** For each state those that may follow it, ascending. */
  readonly transitions: readonly (readonly number[])[];
  /** The state to move from before the first evolution: the preset's. */
  readonly presetState: number;
  readonly traits: Traits;
  /** Basis points, one for each energy. */
  readonly multipliers: readonly number[];
}

/** When a program's periods are, see `Terms` in contracts/evolution/ProgramTypes.sol. */
export interface Schedule {
  /** unix seconds at which period 0 begins */
  readonly anchor: number;
  /** seconds */
  readonly periodLength: number;
  /** seconds after a period's end until its data is final */
  readonly settleDelay: number;
  /** periods */
  readonly staleAfter: number;
  /** periods */
  readonly fallbackAfter: number;
}

/** A whole program: the core, and what only people and the chain need. */
export interface Program {
  readonly core: Core;
  /** One sentence for people. */
  readonly title: string;
  /** What a unit of the reading is, for people: `tenths of a degree Celsius`. */
  readonly unit: string;
  /** One for each value of the trait `caption`. */
  readonly captions: readonly string[];
  readonly schedule: Schedule;
  /** What is shown in fallback; its state is the core's presetState. */
  readonly preset: {
    readonly mood: number;
    readonly energy: number;
    readonly palette: number;
    readonly reading: bigint;
    readonly multiplier: number;
  };
  /** Bounds of the multiplier, basis points. */
  readonly minMultiplier: number;
  readonly maxMultiplier: number;
}
