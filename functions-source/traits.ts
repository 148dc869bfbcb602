import type { Core, State } from "./program.ts";

/** What an AI or the rules chose: indices. */
export type Choice = readonly [state: number, mood: number, energy: number];

/** All traits of an evolution: as members of its document, and as the 64 bits of its answer. */
export type TraitValues = readonly [members: Record<string, string>, word: bigint];

/** The names of the caption trait's values: one for each state and tone, for example `storm-dim`. */
export const captionNames = (states: readonly Pick<State, "label">[], tones: readonly [string, string]): string[] =>
  states.flatMap((state) => tones.map((tone) => state.label + "-" + tone));

/** Completes a choice: the palette follows from state and season of the day, the caption from state and mood. */
export const traitsOf = ({ traits, states }: Core, [state, mood, energy]: Choice, day: number): TraitValues => {
  const season = (((new Date(day * 1e3).getUTCMonth() + 1) % 12) / 3) | 0;
  const members: Record<string, string> = {};
  let word = 0n;
  for (const [name, index] of Object.entries({
    caption: state * 2 + upperHalf(mood, traits.mood.terms),
    energy,
    mood,
    palette: season * 2 + upperHalf(state, states),
  })) {
    const { terms, offset } = traits[name as keyof typeof traits];
    members[name] = terms[index]!;
    word |= BigInt(index * 2 ** offset);
  }
  return [members, word];
};

/** 0 in the lower half of a list, 1 in the upper. */
const upperHalf = (index: number, list: readonly unknown[]): number => +(index * 2 >= list.length);
