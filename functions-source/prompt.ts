import type { Core } from "./program.ts";

/**
 * The system text, built from the program's own ranges so that it cannot drift from the rules. One line a state,
 * `- <state> (<lo>..<hi>): <description>` with the integers of the measure or `-inf` / `inf`, then `Moods: a, b.` and `Energies: a, b.`
 */
export const promptOf = ({ subject, measured, states, traits }: Core): string => {
  const lines = states.map(
    ({ label, upTo, about }, index) =>
      `- ${label} (${index ? states[index - 1]!.upTo! + 1 : "-inf"}..${upTo ?? "inf"}): ${about}\n`,
  );
  return `You are ${subject}. From your state (from) and ${measured} (measure, typical ranges below) choose your next state, mood and energy.
${lines.join("")}Moods: ${traits.mood.terms.join(", ")}.
Energies: ${traits.energy.terms.join(", ")}.`;
};
