import { expect } from "chai";

import { takeSnapshot } from "../../bench/actions.ts";
import { differences } from "../../bench/differences.ts";

describe("the gas snapshot", () => {
  it("is the same to the last unit when nothing has changed", async () => {
    const first = await takeSnapshot();
    expect(await takeSnapshot()).to.deep.equal(first);
    for (const [name, figure] of Object.entries(first)) expect(figure, name).to.be.greaterThan(0);
  });
});

describe("differences", () => {
  it("names what changed, by how much, what is new and what is gone", () => {
    expect(
      differences({ same: 1, dearer: 10, cheaper: 10, gone: 7 }, { same: 1, dearer: 12, cheaper: 9, new: 3 }),
    ).to.deep.equal(["cheaper: 10 -> 9 (-1)", "dearer: 10 -> 12 (+2)", "gone: 7 -> gone", "new: new, 3"]);
  });

  it("says nothing of equal figures", () => {
    expect(differences({ a: 1, b: 2 }, { b: 2, a: 1 })).to.deep.equal([]);
  });
});
