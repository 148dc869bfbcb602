import { expect } from "chai";

import { drive } from "../support.ts";
import { accord } from "../../../functions-source/ai/accord.ts";
import type { Ai } from "../../../functions-source/ai/ai.ts";
import { inTurn } from "../../../functions-source/ai/inTurn.ts";
import type { Run } from "../../../functions-source/effects.ts";
import type { Choice } from "../../../functions-source/traits.ts";

type Voice = Choice | undefined;

const ai = (secret: string): Ai => ({ secret, ask: () => ["", {}, {}], told: () => "" });
const [FIRST, SECOND] = [ai("one"), ai("two")];
const RULED: Choice = [2, 2];
const KEYS: Record<string, string> = { one: "1", two: "2" };

/** Hears AIs that say this, request by request; tells whom it heard, turn by turn. */
function decide(
  says: { readonly one?: readonly Voice[]; readonly two?: readonly Voice[] },
  { way = accord, secrets = KEYS, spent = 2, wary = false } = {},
) {
  const heard: string[][] = [];
  const budget = { spent };
  // oxlint-disable-next-line require-yield -- what it hears needs no effect
  function* hear(ais: readonly Ai[]): Run<Voice[]> {
    heard.push(ais.map(({ secret }) => secret));
    budget.spent += ais.length;
    const before = heard.slice(0, -1).flat();
    return ais.map(({ secret }, index) => {
      const nth = [...before, ...heard.at(-1)!.slice(0, index)].filter((other) => other === secret).length;
      return says[secret as "one" | "two"]?.[nth];
    });
  }
  const run = () => drive(way([FIRST, SECOND])(hear, budget, secrets, RULED), () => undefined).value;
  try {
    return { value: run(), heard };
  } catch (error) {
    // Whom it asks is of interest also where it comes to nothing.
    if (wary) return { value: undefined, heard };
    throw error;
  }
}

/*
 * accord
 * ├── without a key: nobody is asked, the rules decide
 * ├── when both AIs say what the rules say: that, without a third question
 * ├── otherwise one AI is asked again: who was silent, else who sided with the rules, else the first
 * │   ├── two answers or three that are alike decide a field, with the rules or against them
 * │   ├── of answers that differ, two that side with the rules decide it
 * │   ├── where an AI was silent twice, the rules decide
 * │   └── anything else is an error
 * ├── when nobody ever answers: the rules decide
 * └── with a sole AI: it is asked in place of both
 */
describe("accord", () => {
  it("asks nobody without a key", () =>
    expect(decide({}, { secrets: {} })).to.deep.equal({ value: undefined, heard: [] }));
  it("asks no third time when both say what the rules say", () =>
    expect(decide({ one: [RULED], two: [RULED] })).to.deep.equal({ value: RULED, heard: [["one", "two"]] }));

  describe("asks again", () => {
    const again = (one: Voice, two: Voice) =>
      decide({ one: [one, [3, 3]], two: [two, RULED] }, { wary: true }).heard[1];
    it("whoever was silent", () => {
      expect(again(undefined, RULED)).to.deep.equal(["one"]);
      expect(again(RULED, undefined)).to.deep.equal(["two"]);
      expect(again([3, 3], undefined)).to.deep.equal(["two"]);
      expect(again(undefined, undefined)).to.deep.equal(["one"]);
    });
    it("else whoever sided with the rules", () => {
      expect(again(RULED, [3, 2])).to.deep.equal(["one"]);
      expect(again([3, 2], RULED)).to.deep.equal(["two"]);
    });
    it("else the first", () => expect(again([3, 3], [3, 3])).to.deep.equal(["one"]));
    it("not without a request left", () => {
      const spent = 3;
      expect(decide({ one: [RULED], two: [RULED] }, { spent }).value).to.deep.equal(RULED);
      expect(decide({ one: [[3, 2]], two: [[3, 2]] }, { spent }).value).to.deep.equal([3, 2]);
      expect(decide({ two: [RULED] }, { spent }).value).to.deep.equal(RULED);
      expect(() => decide({ one: [RULED], two: [[3, 2]] }, { spent })).to.throw(/^AI_SPLIT:2,2,3,2$/);
      expect(() => decide({ two: [[3, 2]] }, { spent })).to.throw(/^AI_SPLIT:,3,2$/);
    });
  });

  const decided: [string, Voice[], Voice[], Choice][] = [
    ["the rules' value, when one AI wobbles", [RULED, RULED], [[3, 2]], RULED],
    ["the rules' value, when the other does", [[2, 1]], [RULED, RULED], RULED],
    ["the rules' value, when an AI answers at last", [undefined, RULED], [RULED], RULED],
    [
      "another value, when all AIs say it",
      [
        [3, 4],
        [3, 4],
      ],
      [[3, 4]],
      [3, 4],
    ],
    ["another value, when both say it and the third answer is lost", [[3, 4], undefined], [[3, 4]], [3, 4]],
    ["another value, when an AI says it at last", [[3, 4]], [undefined, [3, 4]], [3, 4]],
    [
      "each field by itself",
      [
        [3, 2],
        [3, 1],
      ],
      [[3, 2]],
      [3, 2],
    ],
    ["the rules' value, when each AI wobbles in another field", [[3, 2], RULED], [[2, 1]], RULED],
    ["the rules' value, when an AI is silent twice", [[3, 4]], [undefined, undefined], RULED],
    ["the rules' value, when only one answer of three comes", [undefined, [0, 0]], [undefined], RULED],
    [
      "values of place zero",
      [
        [0, 0],
        [0, 0],
      ],
      [[0, 0]],
      [0, 0],
    ],
  ];
  for (const [what, one, two, choice] of decided) {
    it(`decides ${what}`, () => expect(decide({ one, two }).value).to.deep.equal(choice));
  }

  const split: [string, Voice[], Voice[], RegExp][] = [
    ["the AIs overrule the rules two to one", [[3, 2], RULED], [[3, 2]], /^AI_SPLIT:3,2,3,2,2,2$/],
    ["an AI changes its mind", [RULED, [3, 2]], [[3, 2]], /^AI_SPLIT:2,2,3,2,3,2$/],
    ["an AI dissents at last", [undefined, [3, 2]], [RULED], /^AI_SPLIT:,2,2,3,2$/],
    [
      "all differ",
      [
        [3, 2],
        [1, 2],
      ],
      [[4, 2]],
      /^AI_SPLIT:3,2,4,2,1,2$/,
    ],
  ];
  for (const [what, one, two, error] of split) {
    it(`fails when ${what}`, () => expect(() => decide({ one, two })).to.throw(error));
  }

  it("leaves it to the rules when nobody ever answers", () =>
    expect(decide({})).to.deep.equal({ value: undefined, heard: [["one", "two"], ["one"]] }));
  it("hears a sole AI in place of both", () => {
    const secrets = { two: "2" };
    expect(decide({ two: [RULED, RULED] }, { secrets })).to.deep.equal({ value: RULED, heard: [["two", "two"]] });
    const against: Voice[] = [
      [3, 3],
      [3, 3],
      [3, 3],
    ];
    expect(decide({ two: against }, { secrets }).value).to.deep.equal([3, 3]);
  });
  it("says what was said in at most 64 characters", () => {
    const voices: Voice[] = [
      [15, 7],
      [14, 6],
      [13, 5],
    ];
    const error = (): unknown => decide({ one: [voices[0], voices[2]], two: [voices[1]] });
    expect(error).to.throw(/^AI_SPLIT:.{0,55}$/);
  });
});

describe("inTurn", () => {
  it("believes the first AI that answers", () => {
    const way = inTurn;
    expect(decide({ one: [[3, 3]], two: [[1, 1]] }, { way })).to.deep.equal({ value: [3, 3], heard: [["one"]] });
    expect(decide({ two: [[1, 1]] }, { way })).to.deep.equal({ value: [1, 1], heard: [["one"], ["two"]] });
    expect(decide({}, { way }).value).to.equal(undefined);
    expect(decide({ two: [[1, 1]] }, { way, secrets: { two: "2" } }).heard).to.deep.equal([["two"]]);
  });
});
