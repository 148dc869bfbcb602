import { expect } from "chai";

import { didYouMean, nearest } from "../../functions-source/nearest.ts";

const KNOWN = ["bitcoin", "my-weather", "seattle-weather", "sp500"];

describe("the nearest name", () => {
  for (const [typed, name] of [
    ["my-wether", "my-weather"],
    ["my-weahter", "my-weather"],
    ["bitcoinn", "bitcoin"],
    ["SP500", "sp500"],
    ["sp50", "sp500"],
    ["seatle-wether", "seattle-weather"],
    ["foo", undefined],
    ["weather", undefined],
    ["", undefined],
  ] as const)
    it(`to "${typed}" is ${name ?? "none"}`, () => expect(nearest(typed, KNOWN)).to.equal(name));

  it("is the one with the fewest mistakes", () => expect(nearest("tides", ["tides-3", "tidez"])).to.equal("tidez"));

  it("is none where a name would be wrong in every letter", () => expect(nearest("a", ["b"])).to.equal(undefined));

  it("ends a message only when there is one", () =>
    expect([didYouMean("sp5000", KNOWN), didYouMean("moon", KNOWN)]).to.deep.equal([" Did you mean sp500?", ""]));
});
