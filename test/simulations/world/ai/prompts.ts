/** A prompt as programs write it, for the suites of the stand-in. */

export const SYSTEM = [
  "You are the spirit of an artwork that lives by a market.",
  "- abyss (-inf..-801): a crash",
  "- ebb (-800..-201): it sinks",
  "- drift (-200..199): it floats",
  "- flow (200..799): it climbs",
  "- surge (800..inf): it soars",
  "Moods: dread, doubt, patience, hope, greed.",
  "Energies: still, slow, swift, wild.",
].join("\n");

export const STATES = ["abyss", "ebb", "drift", "flow", "surge"];
export const MOODS = ["dread", "doubt", "patience", "hope", "greed"];
export const ENERGIES = ["still", "slow", "swift", "wild"];

/** The user message of a program. */
export function userMessage(
  fields: { from?: string; measure?: number; period?: number; reading?: number } = {},
): string {
  const { from = "drift", measure = -130, period = 14_200, reading = 71 } = fields;
  return JSON.stringify({ from, measure, period, reading });
}

/** The schema of a program's choice. */
export function choiceSchema(states: readonly string[] = STATES) {
  const one = (values: readonly string[]) => ({ type: "string", enum: values });
  return {
    type: "object",
    properties: { state: one(states), mood: one(MOODS), energy: one(ENERGIES) },
    required: ["state", "mood", "energy"],
    additionalProperties: false,
  };
}
