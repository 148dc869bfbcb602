import { wordsOf } from "./titles.ts";

/** What the stand-in reads out of a prompt. It looks at nothing else: no file, no program, no chain. */

/** A state as the system text describes it: `- <state> (<lo>..<hi>): <description>`, bounds in the measure's unit, inclusive. */
export interface PromptState {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** A prompt that could be read. */
export interface Prompt {
  readonly states: readonly PromptState[];
  /** Values of each list that the system text names, by lower-case singular: `Moods: a, b.` becomes `mood`. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Name of the last state, if the user message has one. */
  readonly from: string | undefined;
  readonly measure: number;
  readonly reading: number;
  /** Words of each state's description, by the state's name. */
  readonly about: Readonly<Record<string, readonly string[]>>;
  /** Titles that the user message quotes, if it quotes any. */
  readonly titles: readonly string[];
}

const STATE_LINE = /^- ([a-z0-9-]+) \((-?\d+|-inf)\.\.(-?\d+|inf)\):(.*)$/gm;
const LIST_LINE = /^([A-Z][a-z]+): ([a-z0-9-]+(?:, [a-z0-9-]+)*)\.$/gm;

/** Reads a prompt; undefined when it is not one of Imago's. */
export function readPrompt(system: string, user: string): Prompt | undefined {
  const message = parseObject(user);
  if (message === undefined || !Number.isFinite(message.measure)) return undefined;
  const lines = [...system.matchAll(STATE_LINE)];
  const states = lines.map(([, name = "", low = "", high = ""]) => ({ name, low: bound(low), high: bound(high) }));
  if (states.length === 0) return undefined;
  const lists = [...system.matchAll(LIST_LINE)].map(([, title = "", values = ""]): [string, readonly string[]] => [
    singular(title),
    values.split(", "),
  ]);
  return {
    states,
    lists: Object.fromEntries(lists),
    from: typeof message.from === "string" ? message.from : undefined,
    measure: message.measure as number,
    reading: Number.isFinite(message.reading) ? (message.reading as number) : 0,
    about: Object.fromEntries(lines.map(([, name = "", , , about = ""]) => [name, wordsOf(about)])),
    titles: Array.isArray(message.titles) ? message.titles.filter((title) => typeof title === "string") : [],
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function bound(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  return text === "-inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

/** `Moods` becomes `mood`, `Energies` becomes `energy`. */
function singular(title: string): string {
  return title.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
}
