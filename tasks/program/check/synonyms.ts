/** Names that stand for the same: only those of which nobody would say that they differ. */
const SAME: readonly string[] = [
  "glad happy joyful joyous cheerful merry",
  "sad sorrowful mournful unhappy",
  "calm serene tranquil peaceful placid",
  "angry furious wrathful enraged irate",
  "afraid scared fearful frightened",
  "dread terror horror",
  "bliss rapture ecstasy euphoria",
  "gloomy dismal dreary sombre somber",
  "still quiet silent hushed",
  "cold chilly frigid icy",
  "hot torrid scorching",
  "grey gray",
  "fog mist haze",
  "storm tempest",
  "climb rise ascent",
  "slide fall drop decline",
  "fast quick rapid swift",
  "begin start",
];

const group = new Map(SAME.flatMap((names, index) => names.split(" ").map((name) => [name, index] as const)));

/** The first two of these names that are synonyms. */
export function synonymsIn(names: readonly string[]): readonly string[] | undefined {
  for (const [index, name] of names.entries()) {
    const other = names.slice(0, index).find((before) => group.has(name) && group.get(before) === group.get(name));
    if (other !== undefined) return [other, name];
  }
  return undefined;
}
