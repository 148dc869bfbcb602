import { expect } from "chai";

import { loadProgram, programNames } from "../../functions-source/programs.ts";
import { core as weather } from "../../functions-source/programs/seattle-weather.ts";
import { promptOf } from "../../functions-source/prompt.ts";
import { decideByRules } from "../../functions-source/rules.ts";
import { traitsOf } from "../../functions-source/traits.ts";

const ALL = [0, 1, 2, 3, 4, 5];
const decide = (allowed: number[], measure: bigint) => decideByRules(weather.states, allowed, measure);

describe("decideByRules", () => {
  it("picks the state whose range contains the measure, with its mood", () => {
    const picked = [-500n, 39n, 40n, 99n, 100n, 150n, 279n, 280n, 10n ** 30n].map((measure) => decide(ALL, measure)[0]);
    expect(picked).to.deep.equal([0, 0, 1, 1, 2, 3, 4, 5, 5]);
    expect(decide(ALL, 500n)).to.deep.equal([5, 5]);
  });
  it("picks the nearest allowed state", () => {
    expect(decide([0, 1, 2], 500n)[0]).to.equal(2);
    expect(decide([3, 4, 5], -500n)[0]).to.equal(3);
  });
  it("picks the lower of two equally near ones", () => expect(decide([1, 3], 120n)[0]).to.equal(1));
});

describe("traitsOf", () => {
  const palette = (date: string, state: number) => traitsOf(weather, [state, 0], Date.parse(date) / 1000)[0]["palette"];
  it("turns the palette with the seasons and the half of the states", () => {
    const middles = ["2026-01-15", "2026-04-15", "2026-07-15", "2026-10-15"];
    expect(middles.map((date) => palette(date, 0))).to.deep.equal(["slate", "moss", "teal", "cedar"]);
    expect(middles.map((date) => palette(date, 3))).to.deep.equal(["pearl", "petal", "gold", "rust"]);
  });
  it("turns within two days of a month's first for a century", () => {
    for (let year = 1970; year < 2070; year++) {
      for (const [month, before, after] of [
        ["03", "slate", "moss"],
        ["06", "moss", "teal"],
        ["09", "teal", "cedar"],
        ["12", "cedar", "slate"],
      ] as const) {
        const first = Date.parse(`${year}-${month}-01`) / 1000;
        const at = (days: number) => traitsOf(weather, [0, 0], first + days * 86_400)[0]["palette"];
        expect([at(-3), at(3)], `${year}-${month}`).to.deep.equal([before, after]);
      }
    }
  });
  it("packs every combination into its own word", () => {
    const words = weather.states.flatMap((_, state) =>
      weather.moods.map((__, mood) => traitsOf(weather, [state, mood], 0)[2]),
    );
    expect(new Set(words).size).to.equal(words.length);
    expect(Math.max(...words)).to.be.below(2 ** 12);
  });
});

describe("promptOf", () => {
  it("has one line a state with its range, then moods", () => {
    const lines = promptOf(weather).split("\n");
    expect(lines.slice(1)).to.deep.equal([
      "- frost (-inf..39): ice on the Sound",
      "- drizzle (40..99): grey wet cold",
      "- mist (100..149): mild and veiled",
      "- bloom (150..209): soft sun",
      "- glow (210..279): warm long light",
      "- blaze (280..inf): rare heat",
      "Moods: stark, wistful, dreamy, tender, merry, fierce.",
    ]);
  });
  it("holds the convention for every program", async () => {
    for (const name of programNames()) {
      const { core } = await loadProgram(name);
      const [, ...lines] = promptOf(core).split("\n");
      core.states.forEach(([label], index) =>
        expect(lines[index]).to.match(new RegExp(`^- ${label} \\((-inf|-?\\d+)\\.\\.(-?\\d+|inf)\\): .+$`)),
      );
    }
  });
});
