import { expect } from "chai";

import { drive } from "../support.ts";
import type { Ai } from "../../../functions-source/ai/ai.ts";
import { majority } from "../../../functions-source/ai/majority.ts";
import type { Run } from "../../../functions-source/effects.ts";
import type { Choice } from "../../../functions-source/traits.ts";

type Voice = Choice | undefined;

const ai = (secret: string): Ai => ({ secret }) as Ai;
const RULED: Choice = [2, 2];
const KEYS: Record<string, string> = { one: "1", two: "2" };
const [A, B, C]: Choice[] = [
  [0, 4],
  [1, 3],
  [3, 1],
];

/** What comes of these voices, turn by turn: of the two that are asked first, and of the one that is asked again. */
function decide(first: readonly [Voice, Voice], again?: Voice, { secrets = KEYS, spent = 2 } = {}) {
  const heard: string[][] = [];
  const budget = { spent };
  // oxlint-disable-next-line require-yield -- what it hears needs no effect
  function* hear(ais: readonly Ai[]): Run<Voice[]> {
    heard.push(ais.map(({ secret }) => secret));
    budget.spent += ais.length;
    return heard.length === 1 ? [...first] : [again];
  }
  const run = majority([ai("one"), ai("two")])(hear, budget, secrets, RULED);
  return { value: drive(run, () => undefined).value, heard };
}

/*
 * majority
 * ├── without a key: nobody is asked, the rules decide
 * ├── when both AIs say the same: that, without a third question, also against the rules
 * ├── otherwise the first that answered is asked again
 * │   ├── what two answers say decides a field
 * │   ├── where all answers differ the rules decide, if one of them sides with the rules
 * │   └── anything else is an error
 * ├── when nobody ever answers: the rules decide
 * └── with a sole AI: it is asked in place of both
 */
describe("majority", () => {
  it("asks nobody without a key", () =>
    expect(decide([A, A], A, { secrets: {} })).to.deep.equal({ value: undefined, heard: [] }));
  it("takes what both say, with the rules or against them, and asks no more", () => {
    for (const voice of [A, RULED])
      expect(decide([voice!, voice!])).to.deep.equal({ value: voice, heard: [["one", "two"]] });
  });

  it("asks the first that answered again", () => {
    const asked = (one: Voice, two: Voice) => decide([one, two], one ?? two ?? RULED).heard[1];
    expect(asked(A, B)).to.deep.equal(["one"]);
    expect(asked(A, undefined)).to.deep.equal(["one"]);
    expect(asked(undefined, A)).to.deep.equal(["two"]);
    expect(asked(undefined, undefined)).to.deep.equal(["two"]);
  });
  it("decides a field by what two answers say, so that one that wobbles decides nothing", () => {
    expect(decide([A, B], A).value).to.deep.equal(A);
    expect(decide([A, B], B).value).to.deep.equal(B);
    expect(decide([A, [0, 3]], [1, 4]).value).to.deep.equal(A);
    expect(decide([RULED, A], A).value).to.deep.equal(A);
  });
  it("goes on through the outage of either vendor", () => {
    expect(decide([A, undefined], A).value).to.deep.equal(A);
    expect(decide([undefined, A], A).value).to.deep.equal(A);
  });
  it("lets the rules decide among answers that all differ, if one sides with them", () => {
    expect(decide([A, B], RULED).value).to.deep.equal(RULED);
    expect(decide([A, RULED], undefined).value).to.deep.equal(RULED);
    expect(decide([RULED, undefined], undefined).value).to.deep.equal(RULED);
    expect(decide([[0, 2], A], B).value).to.deep.equal([0, 2]);
  });
  it("fails otherwise, with the choices", () => {
    expect(() => decide([A, B], C)).to.throw(/^AI_SPLIT:0,4,1,3,3,1$/);
    expect(() => decide([A, undefined], undefined)).to.throw(/^AI_SPLIT:0,4,,$/);
    expect(() => decide([A, undefined], B)).to.throw(/^AI_SPLIT:0,4,,1,3$/);
  });
  it("leaves it to the rules when nobody answers", () =>
    expect(decide([undefined, undefined], undefined).value).to.equal(undefined));
  it("decides by two answers where no request is left", () => {
    const spent = 3;
    expect(decide([A, RULED], A, { spent })).to.deep.equal({ value: RULED, heard: [["one", "two"]] });
    expect(() => decide([A, B], A, { spent })).to.throw(/^AI_SPLIT/);
  });
  it("asks a sole AI in place of both", () => {
    expect(decide([A, B], A, { secrets: { two: "2" } })).to.deep.equal({ value: A, heard: [["two", "two"], ["two"]] });
  });
});
