import type { Core } from "./program.ts";

/** What the AIs or the rules chose: indices. */
export type Choice = readonly [state: number, mood: number];

/** What follows from a choice: members of the document, and the answer's state, traits as bits, and multiplier. */
export type TraitValues = readonly [
  members: Record<string, string | number>,
  state: number,
  traits: number,
  multiplier: number,
];

/** Where each trait's bits stand in the word. */
export const MOOD = { offset: 0, width: 3 } as const;
export const ENERGY = { offset: 3, width: 2 } as const;
export const PALETTE = { offset: 5, width: 3 } as const;
export const CAPTION = { offset: 8, width: 4 } as const;

/** What follows a state's name in its captions' names: for the lower half of the moods, and for the upper. */
export const TONES = ["-dim", "-bright"] as const;

/**
 * Completes a choice: the energy is the state's, the palette follows from the season of the day and whether the state is in the upper half of the
 * states, the caption from the state and whether the mood is in the upper half of the moods.
 */
export const traitsOf = (core: Core, [state, mood]: Choice, day: number): TraitValues => {
  // Quarters of the mean year from 1 December 1969 on: their turns stay within two days of a month's first.
  const season = ((day + 2_678_400) / 7_889_238) % 4;
  const palette = (season << 1) | +(state * 2 >= core.states.length);
  const tone = +(mood * 2 >= core.moods.length);
  const [name, , , energy] = core.states[state]!;
  return [
    {
      caption: name + TONES[tone],
      energy: core.energies[energy]!,
      mood: core.moods[mood]!,
      multiplier: core.multipliers[energy]!,
      palette: core.palettes[palette]!,
      state: name,
    },
    state,
    mood + (energy << 3) + (palette << 5) + ((state * 2 + tone) << 8),
    core.multipliers[energy]!,
  ];
};
