/** Files that are no program, each with the one sentence that its writer is told. */

/** A file's text, made of the right one of `support`. */
type Edit = (right: string) => string;

/** Puts `after` in the place of `before`, which must be there. */
function swap(before: string | RegExp, after: string): Edit {
  return (right) => {
    if (right.search(before) < 0 && !right.includes(String(before)))
      throw new Error(`The right file has no ${before}.`);
    return right.replace(before, () => after);
  };
}

export const WRONG_FILES: readonly (readonly [what: string, edit: Edit, told: RegExp])[] = [
  // What TypeScript itself stumbles over.
  ["an empty file", () => "", /tides\.ts: it must end in "export default" of a program, whose core/],
  [
    "a missing comma",
    swap("quantum: 50_000n,", "quantum: 50_000n"),
    /tides\.ts, line \d+ \(measure: change,\): Expected "}"/,
  ],
  [
    "a bracket that is never closed",
    swap("presetState: 2,\n", "presetState: [2,\n"),
    /tides\.ts, line \d+ .*: Expected/,
  ],
  [
    "an unknown name",
    swap("measure: change", "measure: chnage"),
    /line \d+ \(measure: chnage,\): it fails when it is loaded: chnage is not defined/,
  ],
  [
    "a member of nothing",
    swap("decimals: 2", "decimals: [][9].length"),
    /line \d+ \(decimals: \[\]\[9\]\.length,\): it fails when it is loaded: Cannot read/,
  ],
  // Imports.
  [
    "an import of a file that is not there",
    swap("kraken.ts", "cracken.ts"),
    /line \d+ \(import .*\): there is nothing to import at ".*cracken\.ts"; import from there/,
  ],
  [
    "an import that the file does not export",
    (right) =>
      swap('coinbase("BTC-USD")', 'ethereum("USD")')(swap("import { kraken }", "import { kraken, ethereum }")(right)),
    /line \d+ \(import .*\): No matching export .* "ethereum"; a type is imported/,
  ],
  [
    "an import of a package",
    swap("import { kraken", 'import { keccak256 } from "ethers";\nimport { kraken'),
    /there is nothing to import at "ethers"; import from there, such as "\.\.\/feeds\/kraken\.ts"/,
  ],
  [
    "an import of Node's own",
    swap("export const core", 'import { readFileSync } from "node:fs";\nconst read = readFileSync;\nexport const core'),
    /there is nothing to import at "node:fs"/,
  ],
  [
    "an import from beside functions-source",
    swap(
      "export const core",
      'import { LIMITS } from "SOURCES../simulations/node/limits.ts";\nconst limits = LIMITS;\nexport const core',
    ),
    /it imports simulations\/node\/limits\.ts, but the nodes only get functions-source/,
  ],
  // Exports.
  ["no default export", swap("export default program;", ""), /must end in "export default" of a program/],
  [
    "a default export of the core",
    swap("export default program", "export default core"),
    /must end in "export default" of a program/,
  ],
  ["a core that is not exported", swap("export const core", "const core"), /must also "export const core"/],
  [
    "another core",
    swap("const program: Program = {\n  core,", "const program: Program = {\n  core: { ...core },"),
    /must also "export const core", the core of its program/,
  ],
  // Names.
  [
    "a core of another name",
    swap('name: "tides"', 'name: "tide"'),
    /tides\.ts, line \d+: core\.name is "tide"; it must be the file's, "tides"/,
  ],
  [
    "a slip in a name",
    swap("threshold: 200n", "treshold: 200n"),
    /line \d+: no program has "core\.treshold"; did you mean "threshold"\?/,
  ],
  [
    "a member that no program has",
    swap("threshold: 200n", "colour: 1,\n  threshold: 200n"),
    /line \d+: no program has "core\.colour"; it may have name, subject/,
  ],
  ["a slip in the schedule's", swap("staleAfter: 2", "stalafter: 2"), /no program has "schedule\.stalafter"/],
  // Members that are missing or of another type.
  [
    "no threshold",
    swap(/ {2}threshold: .*\n/, ""),
    /core\.threshold \(a smaller move since the last evolution is a HOLD\) must be an integer with an n at its end, such as 200n; it is missing/,
  ],
  [
    "a threshold without its n",
    swap("threshold: 200n", "threshold: 200"),
    /line \d+: core\.threshold \(.*\) must be an integer with an n .*; it is 200\./,
  ],
  [
    "decimals in quotes",
    swap("decimals: 2", 'decimals: "2"'),
    /core\.decimals \(how many decimals .*\) must be an integer such as 2; it is "2"/,
  ],
  [
    "moods in one text",
    swap(/moods: \[.*\]/, 'moods: "dread, doubt"'),
    /core\.moods \(from sombre to bright, .*\) must be a list of texts/,
  ],
  [
    "a state without its energy",
    swap('["ebb", "the price sinks", 1, 2, -201]', '["ebb", "the price sinks", 1]'),
    /core\.states \(what the token can be, .*\) must be a list of states \["name"/,
  ],
  [
    "transitions by name",
    swap("[0, 1, 2, 3, 4],", '["abyss"],'),
    /core\.transitions \(for each state those that may follow it\) must be a list with a list of state numbers/,
  ],
  [
    "no schedule",
    swap(/ {2}schedule: .*\n/, ""),
    /schedule \(when the periods are\) must be an object \{ \.\.\. \}; it is missing/,
  ],
  [
    "a preset's reading without its n",
    swap("reading: 0n", "reading: 0"),
    /preset\.reading \(in the reading's unit\) must be an integer with an n .*; it is 0\./,
  ],
  // Functions that give something else.
  [
    "a feed that was not called",
    swap('coinbase("BTC-USD")', "coinbase"),
    /core\.feeds\[0\] \(a source of the reading\) is a function; call it/,
  ],
  [
    "a feed that is its address",
    swap('coinbase("BTC-USD")', '"https://example.org"'),
    /core\.feeds\[0\] .* must have the functions address and rows/,
  ],
  [
    "a feed whose address begins with https://",
    swap('coinbase("BTC-USD")', '{ address: () => "https://example.org", rows: () => [] }'),
    /core\.feeds\[0\] .* gives the address "https:\/\/example\.org"; it must be .* without https/,
  ],
  [
    "a feed that fails",
    swap('coinbase("BTC-USD")', "{ address: (day: number) => new Date(NaN).toISOString() + day, rows: () => [] }"),
    /core\.feeds\[0\] .* fails when it is called: Invalid time value/,
  ],
  [
    "a choice that was not made",
    swap("firstWithWitness(50_000n)", "firstWithWitness"),
    /core\.select gives a function where a number such as 200n must come out; use firstWithWitness\(50n\)/,
  ],
  [
    "a measure of numbers",
    swap("measure: change", "measure: () => 1"),
    /core\.measure gives 1 where a number such as 200n must come out/,
  ],
  // Rules, in `validate.test.ts` one by one.
  [
    "a transition to a state that is not there",
    swap("[0, 1, 2, 3, 4],", "[0, 1, 2, 3, 4, 5],"),
    /from "drift" state 5 may follow, but the states are 0 to 4/,
  ],
  ["no state to begin with", swap("presetState: 2", "presetState: 9"), /the preset's state 9 does not exist/],
  [
    "a state that nothing leads to",
    swap(/\[0, 1, 2, 3, 4\],\n {4}\[2, 3, 4\],/, "[0, 1, 2, 3],\n    [2, 3],"),
    /no path leads to "surge"; add a transition/,
  ],
  ["a caption too few", swap('    "Too much light to see by.",\n', ""), /9 captions; have two for each of 5 states/],
  // What only the bundle shows.
  [
    "texts over the budget",
    swap(/about|"it climbs"|"it floats"/g, `"${"wave after wave ".repeat(8).slice(0, 115)}"`),
    /The bundle of tides has 6\d{3} bytes, over 6000: shorten/,
  ],
];
