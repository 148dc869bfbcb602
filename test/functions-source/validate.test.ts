import { expect } from "chai";

import { change, swayed } from "../../functions-source/measures.ts";
import type { Core, Program, State } from "../../functions-source/program.ts";
import { loadProgram, programNames } from "../../functions-source/programs.ts";
import good from "../../functions-source/programs/bitcoin.ts";
import { validateProgram } from "../../functions-source/validate.ts";

const withCore = (changes: Partial<Core>): Program => ({ ...good, core: { ...good.core, ...changes } });
const withState = (index: number, changes: Partial<Record<number, unknown>>): Program => {
  const states = good.core.states.map((state) => [...state]) as unknown[][];
  for (const [at, value] of Object.entries(changes)) states[index]![Number(at)] = value;
  return withCore({ states: states as unknown as State[] });
};
const manyStates = (count: number): State[] =>
  Array.from({ length: count }, (_, index) =>
    index < count - 1 ? [`s${index}`, "a", 0, 0, index] : [`s${index}`, "a", 0, 0],
  );

const bad: [string, Program, RegExp][] = [
  ["no feed at once", withCore({ atOnce: 0 }), /0 feeds at once; ask 1 to 3/],
  ["more feeds at once than there are", withCore({ atOnce: 4 }), /4 feeds at once; ask 1 to 3/],
  ["half a feed at once", withCore({ atOnce: 1.5 }), /1.5 feeds at once/],
  [
    "a feed that is its own witness",
    withCore({ feeds: [good.core.feeds[0]!, good.core.feeds[0]!] }),
    /two feeds have one address/,
  ],
  ["17 states", withCore({ states: manyStates(17) }), /17 states; have 2 to 8/],
  ["9 states", withCore({ states: manyStates(9) }), /9 states; have 2 to 8/],
  ["two states of one name", withState(1, { 0: "abyss" }), /two states have one name/],
  ["a range that does not end", withState(1, { 4: undefined }), /"ebb": every state but the last/],
  ["a last range that ends", withState(4, { 4: 900 }), /"surge": every state but the last/],
  ["ranges that descend", withState(1, { 4: -900 }), /"ebb": the ranges must ascend/],
  ["a range of a fraction", withState(1, { 4: -200.5 }), /"ebb": the end of its range must be an integer/],
  ["a mood that does not exist", withState(0, { 2: 6 }), /"abyss": the rules' mood or energy/],
  ["an energy that does not exist", withState(0, { 3: 4 }), /"abyss": the rules' mood or energy/],
  ["a missing row of transitions", withCore({ transitions: good.core.transitions.slice(1) }), /one row of transitions/],
  [
    "a dead end",
    withCore({ transitions: [[], ...good.core.transitions.slice(1)] }),
    /from "abyss" no state may follow/,
  ],
  [
    "a transition to nowhere",
    withCore({ transitions: [[5], ...good.core.transitions.slice(1)] }),
    /from "abyss" state 5 may follow, but/,
  ],
  ["transitions that descend", withCore({ transitions: [[1, 0], ...good.core.transitions.slice(1)] }), /must ascend/],
  [
    "an unreachable state",
    withCore({ transitions: good.core.transitions.map((row) => row.filter((to) => to < 4 || row.length === 1)) }),
    /no path leads to "surge"/,
  ],
  ["a preset's state that does not exist", withCore({ presetState: 5 }), /the preset's state 5/],
  [
    "a measure that listens to what no request carries",
    withCore({ measure: swayed(change, 50n, 3n) }),
    /its measure is swayed by its holders; say "listens: true"/,
  ],
  [
    "ears without a swayed measure",
    { ...good, listens: true },
    /it says "listens: true", but no signal moves its measure/,
  ],
  ["a quantum of zero", withCore({ quantum: 0n }), /quantum must be positive/],
  ["a threshold of zero", withCore({ threshold: 0n }), /threshold must be positive/],
  ["too many decimals", withCore({ decimals: 9 }), /9 decimals/],
  ["a maxAge of a month", withCore({ maxAge: 30 }), /maxAge 30/],
  ["one feed", withCore({ feeds: good.core.feeds.slice(1, 2) }), /two or three feeds/],
  ["four feeds", withCore({ feeds: [...good.core.feeds, good.core.feeds[0]!] }), /two or three feeds/],
  ["nine moods", withCore({ moods: "abcdefghi".split("") }), /9 moods/],
  ["five energies", withCore({ energies: "abcde".split("") }), /5 energies/],
  ["one mood twice", withCore({ moods: ["a", "b", "c", "d", "e", "a"] }), /one value twice/],
  ["seven palettes", withCore({ palettes: "abcdefg".split("") }), /7 palettes/],
  ["a missing multiplier", withCore({ multipliers: [10_000] }), /one multiplier for each energy/],
  [
    "a multiplier out of bounds",
    withCore({ multipliers: [10_000, 11_000, 12_500, 15_001] }),
    /a multiplier lies outside 10000 to 15000/,
  ],
  [
    "a preset's multiplier out of bounds",
    { ...good, preset: { ...good.preset, multiplier: 9_999 } },
    /a multiplier lies outside/,
  ],
  ["bounds beyond 16 bits", { ...good, maxMultiplier: 65_536 }, /within 1 and 65,535/],
  [
    "a preset's palette that does not exist",
    { ...good, preset: { ...good.preset, palette: 8 } },
    /the preset's mood, energy or palette/,
  ],
  ["a missing caption", { ...good, captions: good.captions.slice(1) }, /9 captions; have two for each of 5 states/],
  [
    "a quote in a caption",
    { ...good, captions: ['"', ...good.captions.slice(1)] },
    /the caption """ is not 1 to 120 printable/,
  ],
  ["an upper-case letter in a name", withState(0, { 0: "Abyss" }), /"Abyss" among the states/],
  ["a name too long for its captions", withState(0, { 0: "a".repeat(20) }), /"a{20}-bright" among the values/],
  ["an underscore in a mood", withCore({ moods: ["a_b", "b", "c", "d", "e", "f"] }), /"a_b" among the values/],
  ["a program's name with a space", withCore({ name: "bit coin" }), /the program's name "bit coin"/],
  ["an accent in the subject", withCore({ subject: "l'\u00e9t\u00e9" }), /must be 1 to 120 printable ASCII/],
  ["a line break in a state's text", withState(0, { 1: "a\n- b (1..2): c" }), /must be 1 to 120 printable ASCII/],
  ...["$&", "$$", "$`", "$'"].map((sequence): [string, Program, RegExp] => [
    `${sequence} in a text`,
    withCore({ measured: `cost in ${sequence}` }),
    /String\.replace would expand/,
  ]),
  ["an hourly schedule", { ...good, schedule: { ...good.schedule, periodLength: 3_600 } }, /the feeds are daily/],
  ["an anchor at noon", { ...good, schedule: { ...good.schedule, anchor: 43_200 } }, /the feeds are daily/],
  ["no settle delay", { ...good, schedule: { ...good.schedule, settleDelay: 0 } }, /settle delay/],
  [
    "a fallback before stale",
    { ...good, schedule: { ...good.schedule, fallbackAfter: 2 } },
    /fallbackAfter must be greater/,
  ],
];

describe("validateProgram", () => {
  it("accepts every program", async () => {
    for (const name of programNames()) validateProgram(await loadProgram(name));
  });
  for (const [what, program, error] of bad) {
    it(`refuses ${what}`, () => expect(() => validateProgram(program)).to.throw(error));
  }
});

describe("loadProgram", () => {
  it("says which programs there are", async () => {
    const error = await loadProgram("weather").catch((each: Error) => each.message);
    expect(error).to.equal(
      `There is no program "weather"; functions-source/programs has ${programNames().join(", ")}.`,
    );
  });
});
