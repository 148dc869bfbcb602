import type { Bundle } from "./bundle.ts";
import { encodeVocabulary, type Vocabulary } from "./content/vocabulary.ts";
import type { Program } from "./program.ts";
import { CAPTION, ENERGY, MOOD, PALETTE, TONES } from "./traits.ts";

/** The fields of `Terms` in contracts/evolution/ProgramTypes.sol, ready to be passed to a contract. */
export interface Terms {
  readonly sourceHash: string;
  readonly promptDigest: string;
  readonly vocabulary: string;
  readonly anchor: bigint;
  readonly periodLength: bigint;
  readonly settleDelay: bigint;
  readonly staleAfter: bigint;
  readonly fallbackAfter: bigint;
  readonly transitions: bigint;
  readonly minMultiplier: bigint;
  readonly maxMultiplier: bigint;
  readonly preset: {
    readonly state: bigint;
    readonly traits: bigint;
    readonly reading: bigint;
    readonly multiplier: bigint;
  };
  readonly referenceFeed: string;
  readonly maxDeviation: bigint;
  readonly referenceShift: bigint;
}

/** What a curator registers for a program and its bundle. */
export function termsOf(program: Program, bundle: Pick<Bundle, "hash" | "promptDigest">): Terms {
  const { core, schedule, reference } = program;
  return {
    sourceHash: bundle.hash,
    promptDigest: bundle.promptDigest,
    vocabulary: encodeVocabulary(vocabularyOf(program)),
    anchor: BigInt(schedule.anchor),
    periodLength: BigInt(schedule.periodLength),
    settleDelay: BigInt(schedule.settleDelay),
    staleAfter: BigInt(schedule.staleAfter),
    fallbackAfter: BigInt(schedule.fallbackAfter),
    transitions: transitionMatrix(core.transitions),
    minMultiplier: BigInt(program.minMultiplier),
    maxMultiplier: BigInt(program.maxMultiplier),
    preset: {
      state: BigInt(core.presetState),
      traits: presetTraits(program),
      reading: program.preset.reading,
      multiplier: BigInt(program.preset.multiplier),
    },
    referenceFeed: reference?.feed ?? "0x0000000000000000000000000000000000000000",
    maxDeviation: BigInt(reference?.maxDeviation ?? 0),
    referenceShift: BigInt(reference?.shift ?? 0),
  };
}

/** The program's names in the order of the vocabulary. */
export function vocabularyOf({ core, captions }: Program): Vocabulary {
  const labels = core.states.map(([label]) => label);
  return {
    program: core.name,
    states: labels,
    traits: [
      { name: "caption", ...CAPTION, values: labels.flatMap((label) => TONES.map((tone) => label + tone)) },
      { name: "energy", ...ENERGY, values: core.energies },
      { name: "mood", ...MOOD, values: core.moods },
      { name: "palette", ...PALETTE, values: core.palettes },
    ],
    captions,
  };
}

/** The matrix: bit (16 * from + to) allows the move. */
export function transitionMatrix(transitions: readonly (readonly number[])[]): bigint {
  return transitions.reduce(
    (matrix, row, from) => row.reduce((bits, to) => bits | (1n << BigInt(16 * from + to)), matrix),
    0n,
  );
}

function presetTraits({ core, preset }: Program): bigint {
  const caption = core.presetState * 2 + (preset.mood * 2 >= core.moods.length ? 1 : 0);
  const parts = [
    [preset.mood, MOOD],
    [preset.energy, ENERGY],
    [preset.palette, PALETTE],
    [caption, CAPTION],
  ] as const;
  return parts.reduce((word, [index, { offset }]) => word | (BigInt(index) << BigInt(offset)), 0n);
}
