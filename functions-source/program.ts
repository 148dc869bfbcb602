import type { Decide } from "./ai/decide.ts";
import type { Feed } from "./feeds/feed.ts";
import type { Measure, Move } from "./measures.ts";
import type { Select } from "./select.ts";

/**
 * A state: its place in the list is its number. Together the states' ranges cover every measure. A tuple rather than an
 * object, since its names would travel in every request.
 */
export type State = readonly [
  label: string,
  /** One clause for the prompt. */
  about: string,
  /** What the rules choose with this state. */
  mood: number,
  /** What goes with this state, whoever chose it. */
  energy: number,
  /** Last integer of the measure in this state's range; only the last state has none. */
  upTo?: number,
];

/** All that the nodes need of a program; it travels in every request, so its texts are short. */
export interface Core {
  readonly name: string;
  /** Who the AI is told to be: what the artwork lives by. */
  readonly subject: string;
  /** What the measure is, in the prompt. */
  readonly measured: string;
  /** In the fixed order of preference. */
  readonly feeds: readonly Feed[];
  /** How many feeds are asked at once; the others only when these give no reading, so that a request is left for an AI. */
  readonly atOnce: number;
  /** Decimals of the reading's unit: 2 for cents. */
  readonly decimals: number;
  readonly select: Select;
  /** Readings are multiples of it, in the reading's unit. */
  readonly quantum: bigint;
  /** What the states are ranged by. */
  readonly measure: Measure;
  /** What the threshold is compared with. */
  readonly moved: Move;
  /** A smaller move than this since the last evolution is a HOLD. */
  readonly threshold: bigint;
  /** Days that the last close may lie before the period's last day; zero for sources that publish every day. */
  readonly maxAge: number;
  readonly states: readonly State[];
  /** For each state those that may follow it, ascending. */
  readonly transitions: readonly (readonly number[])[];
  /** The state to move from before the first evolution: the preset's. */
  readonly presetState: number;
  /** From sombre to bright, at most 8: chosen by the AI. */
  readonly moods: readonly string[];
  /** From quiet to intense, at most 4: each state has one, so that what pays follows from the state. */
  readonly energies: readonly string[];
  /** Two for each season from winter on: for the lower and for the upper half of the states. */
  readonly palettes: readonly string[];
  /** How the AIs come to a choice. */
  readonly decide: Decide;
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
  /** Two for each state: see `TONES`. */
  readonly captions: readonly string[];
  readonly schedule: Schedule;
  /** Whether its requests carry what holders signalled: so if, and only if, its measure is `swayed`. */
  readonly listens?: boolean;
  /** What is shown in fallback; its state is the core's presetState. */
  readonly preset: {
    readonly mood: number;
    readonly energy: number;
    readonly palette: number;
    readonly reading: bigint;
    readonly multiplier: number;
  };
  /** A Chainlink Data Feed that the chain compares readings with, if there is one. */
  readonly reference?: {
    readonly feed: string;
    /** basis points */
    readonly maxDeviation: number;
    /** reading = answer * 10 ** shift */
    readonly shift: number;
  };
  /** Bounds of the multiplier, basis points. */
  readonly minMultiplier: number;
  readonly maxMultiplier: number;
}
