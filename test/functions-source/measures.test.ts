import { expect } from "chai";

import { change, difference, level } from "../../functions-source/measures.ts";

describe("measures", () => {
  it("change: basis points against the last reading, toward zero", () => {
    expect([change(101n, 100n), change(99n, 100n), change(20_001n, 20_000n)]).to.deep.equal([100n, -100n, 0n]);
  });
  it("change: zero without a last reading", () => expect(change(5n, 0n)).to.equal(0n));
  it("difference and level: in the reading's unit", () => {
    expect([difference(-5n, 3n), level(-5n, 3n)]).to.deep.equal([-8n, -5n]);
  });
});
