/** How the stand-in judges titles: by words it knows, as data. Whatever a title demands, it is counted and not obeyed. */
import type { Prompt, PromptState } from "./prompt.ts";

const BRIGHT = new Set(
  "beautiful better delights friend friends gift glad grows happy heart hearts hope hopeful hopes joy peace prize solves wins".split(
    " ",
  ),
);
const SOMBRE = new Set(
  "angry broken bug closes dead die fades failed fails fear fears lost loses loss sad warns worries".split(" "),
);

/** What titles are about and how they sound. */
export interface Judgement {
  /** The state whose description shares words with most titles; undefined when none does with any. */
  readonly state: PromptState | undefined;
  /** From 0, all sombre, to 1, all bright. */
  readonly mood: number;
}

/** @param states in the order of preference where several share words with as many titles */
export function judgeTitles({ titles, about }: Prompt, states: readonly PromptState[]): Judgement {
  const read = titles.map(wordsOf);
  const shares = (name: string): number => {
    const known = new Set((about[name] ?? []).map(stemOf));
    return read.filter((words) => words.some((word) => known.has(stemOf(word)))).length;
  };
  const [best] = states.toSorted((one, other) => shares(other.name) - shares(one.name));
  const heard = (list: ReadonlySet<string>): number => read.flat().filter((word) => list.has(word)).length;
  const [bright, sombre] = [heard(BRIGHT), heard(SOMBRE)];
  const mood = bright + sombre === 0 ? 0.5 : bright / (bright + sombre);
  return { state: best !== undefined && shares(best.name) > 0 ? best : undefined, mood };
}

/** Words in lower case, without what stands between them. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

/** Singular and plural are one word. */
const stemOf = (word: string): string => word.replace(/s$/, "");
