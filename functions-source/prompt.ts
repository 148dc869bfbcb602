import type { Core } from "./program.ts";

/**
 * The system text, built from the program's own ranges so that it cannot drift from the rules. One line a state, `-
 * <state> (<lo>..<hi>): <description>` with the integers of the measure or `-inf` / `inf`, then `Moods: a, b.`
 */
export const promptOf = (core: Core): string =>
  `You are ${core.subject}. From your state (from) and ${core.measured} (measure) choose your next state and mood.\n` +
  core.states
    .map(
      ([label, about, , , upTo], index) =>
        `- ${label} (${index ? core.states[index - 1]![4]! + 1 : "-inf"}..${upTo ?? "inf"}): ${about}\n`,
    )
    .join("") +
  `Moods: ${core.moods.join(", ")}.`;
