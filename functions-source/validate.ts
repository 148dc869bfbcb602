import { MOST_COUNTED, SIGNALS, encodeTally } from "./content/tally.ts";
import { checkVocabulary } from "./content/vocabulary.ts";
import { MAX_REQUEST_LENGTH, MAX_REQUESTS } from "./limits.ts";
import type { Core, Program } from "./program.ts";
import { promptOf } from "./prompt.ts";
import { vocabularyOf } from "./registration.ts";
import { CAPTION, ENERGY, MOOD } from "./traits.ts";

/** Throws one clear error that says what to do, unless a program keeps every rule that a run and the chain rely on. */
export function validateProgram(program: Program): void {
  const { core } = program;
  const demand = (condition: boolean, what: string): void => {
    if (!condition) throw new Error(`Program "${core.name}": ${what}.`);
  };
  checkStates(core, demand);
  checkTransitions(core, demand);
  checkTraits(program, demand);
  checkTexts(core, demand);
  checkNumbers(program, demand);
  checkHolders(program, demand);
  checkVocabulary(vocabularyOf(program));
}

type Demand = (condition: boolean, what: string) => void;

const unique = (names: readonly string[]): boolean => new Set(names).size === names.length;
const within = (index: number, list: readonly unknown[]): boolean => Number.isInteger(index) && index in list;

function checkStates({ states, moods, energies }: Core, demand: Demand): void {
  const most = 2 ** (CAPTION.width - 1);
  demand(states.length >= 2 && states.length <= most, `${states.length} states; have 2 to ${most}, two captions each`);
  demand(unique(states.map(([label]) => label)), "two states have one name; rename one");
  states.forEach(([label, , mood, energy, upTo], index) => {
    const last = index === states.length - 1;
    demand(last === (upTo === undefined), `state "${label}": every state but the last needs the end of its range`);
    demand(last || Number.isSafeInteger(upTo), `state "${label}": the end of its range must be an integer`);
    demand(last || !index || upTo! > states[index - 1]![4]!, `state "${label}": the ranges must ascend`);
    demand(
      within(mood, moods) && within(energy, energies),
      `state "${label}": the rules' mood or energy does not exist`,
    );
  });
}

function checkTransitions({ states, transitions, presetState }: Core, demand: Demand): void {
  demand(
    transitions.length === states.length,
    `${transitions.length} rows of transitions for ${states.length} states; have one row of transitions for each state`,
  );
  demand(within(presetState, states), `the preset's state ${presetState} does not exist`);
  transitions.forEach((row, from) => {
    const name = states[from]![0];
    demand(row.length > 0, `from "${name}" no state may follow; allow at least itself`);
    const stranger = row.find((to) => !within(to, states));
    demand(
      stranger === undefined,
      `from "${name}" state ${stranger} may follow, but the states are 0 to ${states.length - 1}`,
    );
    demand(
      row.every((to, index) => !index || to > row[index - 1]!),
      `the transitions from "${name}" must ascend`,
    );
  });
  const reached = new Set([presetState]);
  for (const from of reached) transitions[from]!.forEach((to) => reached.add(to));
  states.forEach(([label], state) => demand(reached.has(state), `no path leads to "${label}"; add a transition`));
}

function checkTraits({ core, preset, captions }: Program, demand: Demand): void {
  const { moods, energies, palettes, states, multipliers } = core;
  demand(moods.length <= 2 ** MOOD.width, `${moods.length} moods; at most ${2 ** MOOD.width}`);
  demand(energies.length <= 2 ** ENERGY.width, `${energies.length} energies; at most ${2 ** ENERGY.width}`);
  demand(palettes.length === 8, `${palettes.length} palettes; have two for each of the four seasons`);
  demand([moods, energies, palettes].every(unique), "a trait has one value twice; rename one");
  demand(multipliers.length === energies.length, "there must be one multiplier for each energy");
  demand(
    captions.length === states.length * 2,
    `${captions.length} captions; have two for each of ${states.length} states`,
  );
  const presetExists =
    within(preset.mood, moods) && within(preset.energy, energies) && within(preset.palette, palettes);
  demand(presetExists, "the preset's mood, energy or palette does not exist");
}

function checkTexts(core: Core, demand: Demand): void {
  const texts = [core.subject, core.measured, ...core.states.map(([, about]) => about)];
  for (const text of texts) {
    demand(
      /^[ !#-[\]-~]{1,120}$/.test(text),
      `the text "${text}" must be 1 to 120 printable ASCII characters without " and \\`,
    );
    demand(!/\$[$&`']/.test(text), `the text "${text}" holds a sequence that String.replace would expand; reword it`);
  }
  // The schema and the frame around prompt and message take less than 2,000 characters.
  demand(
    promptOf(core).length < MAX_REQUEST_LENGTH - 2_000,
    "the prompt is too long for a request of 10 KB; shorten it",
  );
}

function checkNumbers(program: Program, demand: Demand): void {
  const { core, schedule, preset, minMultiplier, maxMultiplier } = program;
  demand(
    core.feeds.length >= 2 && core.feeds.length <= MAX_REQUESTS - 2,
    "have two or three feeds: two requests are the AIs'",
  );
  demand(
    Number.isInteger(core.atOnce) && core.atOnce >= 1 && core.atOnce <= core.feeds.length,
    `${core.atOnce} feeds at once; ask 1 to ${core.feeds.length}, as many as there are`,
  );
  // A feed that stands there twice would be its own witness.
  demand(unique(core.feeds.map(({ address }) => address(0, 0))), "two feeds have one address; have different sources");
  demand(core.decimals >= 0 && core.decimals <= 8, `${core.decimals} decimals; have 0 to 8`);
  demand(core.quantum > 0n, "the quantum must be positive");
  demand(core.threshold > 0n, "the threshold must be positive");
  demand(core.maxAge >= 0 && core.maxAge <= 10, `maxAge ${core.maxAge}; have 0 to 10 days`);
  const bounded = [...core.multipliers, preset.multiplier].every(
    (each) => each >= minMultiplier && each <= maxMultiplier,
  );
  demand(
    minMultiplier > 0 && maxMultiplier <= 65_535,
    "the multiplier's bounds must lie within 1 and 65,535 basis points",
  );
  demand(bounded, `a multiplier lies outside ${minMultiplier} to ${maxMultiplier} basis points`);
  const daily = schedule.periodLength === 86_400 && schedule.anchor % 86_400 === 0;
  demand(daily, "the feeds are daily: the anchor must be 00:00 UTC and the period 86,400 seconds");
  demand(schedule.settleDelay > 0, "the settle delay must be positive");
  const ordered = schedule.staleAfter > 0 && schedule.fallbackAfter > schedule.staleAfter;
  demand(ordered, "fallbackAfter must be greater than staleAfter, and both positive");
}

/** What a line does not carry must not be listened to: it would be zero for ever, whatever holders say. */
function checkHolders({ core, listens = false }: Program, demand: Demand): void {
  const unanimous = SIGNALS.map((signal) =>
    encodeTally({ calm: 0, stir: 0, darken: 0, brighten: 0, [signal]: MOST_COUNTED }),
  );
  const without = core.measure(100n, 100n, 0n);
  const sways = unanimous.some((tally) => core.measure(100n, 100n, tally) !== without);
  demand(
    !sways || listens,
    'its measure is swayed by its holders; say "listens: true", so that requests carry what they say',
  );
  demand(
    sways || !listens,
    'it says "listens: true", but no signal moves its measure; use swayed(...) or leave it out',
  );
}
