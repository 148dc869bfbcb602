/** The simulation of the independent check: four nodes, at most one liar, MODE, feeds of which two of three must answer. */
import type { Place, Shares, Simulated } from "./check.ts";

/** What a node says: the fields' places, or that the rules decided alone; undefined for an error. */
type Said = string | undefined;
type Vendor = "a" | "b";

/** A period: the vendors' steady choices and, if one stands on a border, its other choice. */
interface Period {
  readonly places: readonly Place[];
  readonly steady: readonly number[];
  readonly border: { readonly vendor: Vendor; readonly field: number; readonly other: number } | undefined;
}

/** A generator of random numbers by George Marsaglia (xorshift, 32 bits). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export function simulate(
  inputs: readonly (readonly Place[])[],
  setting: Simulated,
  periods: number,
  random: () => number,
): Shares {
  const counts = { allEqual: 0, faultless: 0, singleNode: 0, wrong: 0, none: 0 };
  for (let index = 0; index < periods; index++) {
    const period = draw(inputs[index % inputs.length]!, setting, random);
    const right = String(period.steady);
    const outcome = live(() => node(period, setting, random), setting, right, random);
    if (outcome.equal) counts.allEqual++;
    if (outcome.nodes === 1) counts.singleNode++;
    counts[outcome.settled === undefined ? "none" : outcome.settled === right ? "faultless" : "wrong"]++;
  }
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, count / periods]),
  ) as unknown as Shares;
}

function draw(places: readonly Place[], { licence, borderline }: Simulated, random: () => number): Period {
  const steady = places.map(({ ruled }) => ruled);
  const field = (): number => Math.floor(random() * places.length);
  if (random() < licence) {
    const at = field();
    steady[at] = beside(steady[at]!, places[at]!, random);
  }
  if (random() >= borderline) return { places, steady, border: undefined };
  const at = field();
  const vendor = random() < 0.5 ? "a" : "b";
  return { places, steady, border: { vendor, field: at, other: beside(steady[at]!, places[at]!, random) } };
}

function beside(value: number, { size }: Place, random: () => number): number {
  if (value === 0) return 1;
  if (value === size - 1) return value - 1;
  return value + (random() < 0.5 ? 1 : -1);
}

function node(period: Period, setting: Simulated, random: () => number): Said {
  const answers = (): boolean => random() >= setting.providerFaults;
  const [first, second] = [answers(), answers()];
  const needsThird = !first || !second;
  if (needsThird && (!(first || second) || !answers())) return undefined;
  const ask = (vendor: Vendor): readonly number[] | undefined => {
    if (!answers()) return undefined;
    return period.steady.map((steady, field) => {
      const { border } = period;
      const tossed = border?.vendor === vendor && border.field === field && random() < 0.5;
      const value = tossed ? border.other : steady;
      return random() < setting.wobble ? beside(value, period.places[field]!, random) : value;
    });
  };
  if (setting.vendors === "one") return String(ask("a") ?? "rules");
  if (setting.vendors === "two") return String(ask("a") ?? ask("b") ?? "rules");
  return inAccord(period, ask, !needsThird);
}

function inAccord(
  { places }: Period,
  ask: (vendor: Vendor) => readonly number[] | undefined,
  mayAskAgain: boolean,
): Said {
  const rules = places.map(({ ruled }) => ruled);
  const same = (voice: readonly number[] | undefined): boolean =>
    voice !== undefined && voice.every((value, at) => value === rules[at]);
  const [a, b] = [ask("a"), ask("b")];
  if (same(a) && same(b)) return String(rules);
  const again = mayAskAgain ? [ask(a === undefined || (b !== undefined && !same(b)) ? "a" : "b")] : [];
  const questions = 2 + again.length;
  const heard = [a, b, ...again].filter((voice) => voice !== undefined);
  if (heard.length === 0) return "rules";
  const fields = rules.map((rule, at) => {
    const votes = heard.map((voice) => voice[at]!);
    const forRules = votes.filter((vote) => vote === rule).length;
    if (votes.length === 1) return forRules === 1 || questions === 3 ? rule : undefined;
    if (new Set(votes).size === 1) return votes[0];
    return forRules >= 2 ? rule : undefined;
  });
  return fields.includes(undefined) ? undefined : String(fields);
}

interface Lived {
  readonly settled: Said;
  readonly nodes: number;
  readonly equal: boolean;
}

function live(ask: () => Said, setting: Simulated, right: string, random: () => number): Lived {
  const honest = Array.from({ length: setting.liar ? 3 : 4 });
  let equal: boolean | undefined;
  for (let attempt = 0; attempt < setting.attempts; attempt++) {
    const said = honest.map(ask);
    const confirming = honest.map(ask);
    equal ??= said.every((one) => one === said[0]);
    const settled = setting.liar
      ? besideALiar(said, confirming, right, setting.confirmation)
      : amongHonest(said, confirming, setting.confirmation, random);
    if (settled !== undefined) return { ...settled, equal };
  }
  return { settled: undefined, nodes: 0, equal: equal ?? false };
}

function amongHonest(said: Said[], confirming: Said[], confirmation: boolean, random: () => number) {
  const heard = shuffled([0, 1, 2, 3], random).slice(0, 3);
  const answers = heard.map((at) => said[at]).filter((one) => one !== undefined);
  if (answers.length < 2) return undefined;
  const count = (one: string): number => answers.filter((other) => other === one).length;
  const settled = answers.reduce((best, one) => (count(one) > count(best) ? one : best));
  const by = heard.filter((at) => said[at] === settled);
  if (!confirmation) return { settled, nodes: by.length };
  const vouching = shuffled([0, 1, 2, 3], random)
    .slice(0, 3)
    .filter((at) => confirming[at] === settled);
  return vouching.length < 2 ? undefined : { settled, nodes: new Set([...by, ...vouching]).size };
}

/** The liar chooses two of three honest nodes, speaks first, and knows the next round. */
function besideALiar(said: Said[], confirming: Said[], right: string, confirmation: boolean) {
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([a, b]) => [said[a!], said[b!]]);
  /** His word stands unless two honest nodes outvote it by equal words, or err both. */
  const passes = (word: string): boolean => pairs.some(([a, b]) => a === word || b === word || a !== b);
  const lies = [...new Set(confirmation ? confirming : [...said, "a lie"])].filter(
    (one) => one !== undefined && one !== right,
  );
  const lie = lies.find((one) => passes(one!));
  if (lie !== undefined) return { settled: lie, nodes: 2 };
  // He spoils what he can.
  if (said.some((one) => one !== right)) return undefined;
  if (confirmation && confirming.some((one) => one !== right)) return undefined;
  return { settled: right, nodes: 3 };
}

function shuffled(items: number[], random: () => number): number[] {
  return items
    .map((item) => [random(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}
