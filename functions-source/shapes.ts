/** A type of a member. */
export interface Kind {
  /** How it reads after "must be". */
  readonly what: string;
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isInteger = (value: unknown): boolean => Number.isSafeInteger(value);
const list = (value: unknown, accepts: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(accepts);

const text: Kind = { what: "a text in quotes", accepts: isText };
const integer: Kind = { what: "an integer such as 2", accepts: isInteger };
const bigint: Kind = {
  what: "an integer with an n at its end, such as 200n",
  accepts: (value) => typeof value === "bigint",
};
const call: Kind = { what: "a function", accepts: (value) => typeof value === "function" };
const texts: Kind = { what: 'a list of texts such as ["calm", "wild"]', accepts: (value) => list(value, isText) };
const integers: Kind = {
  what: "a list of integers such as [10_000, 12_000]",
  accepts: (value) => list(value, isInteger),
};
const anyList: Kind = { what: "a list", accepts: Array.isArray };
const object: Kind = { what: "an object { ... }", accepts: (value) => typeof value === "object" && value !== null };
const rows: Kind = {
  what: "a list with a list of state numbers for each state, such as [[0, 1], [0, 1]]",
  accepts: (value) => list(value, (row) => list(row, isInteger)),
};
const states: Kind = {
  what: 'a list of states ["name", "what the AI is told", mood, energy, end of its range], the last one without an end',
  accepts: (value) => list(value, isState),
};
const optionalTruth: Kind = {
  what: "true or false",
  accepts: (value) => ["boolean", "undefined"].includes(typeof value),
};
const optionalObject: Kind = { ...object, accepts: (value) => value === undefined || object.accepts(value) };

function isState(state: unknown): boolean {
  if (!Array.isArray(state) || state.length < 4 || state.length > 5) return false;
  const [label, about, mood, energy, upTo] = state as unknown[];
  return (
    isText(label) &&
    isText(about) &&
    isInteger(mood) &&
    isInteger(energy) &&
    ["number", "undefined"].includes(typeof upTo)
  );
}

/** What every member of a program means, with its type. */
export const FIELDS: readonly { readonly path: string; readonly kind: Kind; readonly meaning: string }[] = [
  ["core.name", text, "the program's name, as the file's"],
  ["core.subject", text, "who the AI is told to be"],
  ["core.measured", text, "what the measure is, in words for the AI"],
  ["core.feeds", anyList, "the sources of the reading, in the order of preference"],
  ["core.atOnce", integer, "how many sources are asked at once; the others only when these give no reading"],
  ["core.decimals", integer, "how many decimals of the source's value the reading's unit keeps"],
  ["core.select", call, "how the sources' values become one"],
  ["core.quantum", bigint, "readings are multiples of it, in the reading's unit"],
  ["core.measure", call, "what the states' ranges are about"],
  ["core.moved", call, "what the threshold is compared with"],
  ["core.threshold", bigint, "a smaller move since the last evolution is a HOLD"],
  ["core.maxAge", integer, "how many days old the last close may be"],
  ["core.states", states, "what the token can be, from the lowest range of the measure to the highest"],
  ["core.transitions", rows, "for each state those that may follow it"],
  ["core.presetState", integer, "number of the state before the first evolution"],
  ["core.moods", texts, "from sombre to bright, for the AI to choose"],
  ["core.energies", texts, "from quiet to intense; each state has one"],
  ["core.palettes", texts, "two for each season, from winter on"],
  ["core.decide", call, "how AIs and rules come to a choice"],
  ["core.multipliers", integers, "basis points, one for each energy"],
  ["title", text, "one sentence for people"],
  ["unit", text, "what one unit of the reading is, for people"],
  ["captions", texts, "two for each state, for people"],
  ["schedule", object, "when the periods are"],
  ["schedule.anchor", integer, "unix seconds at which period 0 begins"],
  ["schedule.periodLength", integer, "seconds"],
  ["schedule.settleDelay", integer, "seconds from a period's end until the sources have its data"],
  ["schedule.staleAfter", integer, "periods without an answer until the token says so"],
  ["schedule.fallbackAfter", integer, "periods without an answer until the preset is shown"],
  ["listens", optionalTruth, "whether requests carry what holders signalled"],
  ["preset", object, "what is shown in fallback"],
  ["preset.mood", integer, "number of a mood"],
  ["preset.energy", integer, "number of an energy"],
  ["preset.palette", integer, "number of a palette"],
  ["preset.reading", bigint, "in the reading's unit"],
  ["preset.multiplier", integer, "basis points"],
  ["reference", optionalObject, "a Chainlink Data Feed to compare readings with"],
  ["reference.feed", text, "the feed's address"],
  ["reference.maxDeviation", integer, "basis points"],
  ["reference.shift", integer, "reading = answer * 10 ** shift"],
  ["minMultiplier", integer, "lowest multiplier, basis points"],
  ["maxMultiplier", integer, "highest multiplier, basis points"],
].map(([path, kind, meaning]) => ({ path, kind, meaning }) as { path: string; kind: Kind; meaning: string });

const membersOf = (prefix: string): string[] =>
  FIELDS.map(({ path }) => path)
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."))
    .map((path) => path.slice(prefix.length));

/** The names of the members of a program and of its parts. */
export const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": [...membersOf(""), "core"],
  core: membersOf("core."),
  schedule: membersOf("schedule."),
  preset: membersOf("preset."),
  reference: membersOf("reference."),
};
