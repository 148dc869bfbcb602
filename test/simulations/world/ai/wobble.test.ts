import { expect } from "chai";

import { wobbled } from "../../../../simulations/world/ai/wobble.ts";

const schema = {
  type: "object",
  properties: { mood: { type: "string", enum: ["low", "even", "high"] }, energy: { type: "string", enum: ["one"] } },
};
const judged = { mood: "even", energy: "one" };

describe("a wobbling AI", () => {
  const calls = Array.from({ length: 400 }, (_, index) => `call ${index}`);

  it("gives equal calls equal answers, within the schema", () => {
    for (const call of calls.slice(0, 20)) {
      const answer = wobbled(judged, schema, 100, call) as typeof judged;
      expect(answer).to.deep.equal(wobbled(judged, schema, 100, call));
      expect(answer.energy).to.equal("one");
      expect(["low", "high"]).to.include(answer.mood);
    }
  });

  it("differs as often as it is told", () => {
    const share = (percent: number): number =>
      calls.filter((call) => (wobbled(judged, schema, percent, call) as typeof judged).mood !== "even").length / 400;
    expect(share(0)).to.equal(0);
    expect(share(30)).to.be.within(0.22, 0.38);
    expect(share(100)).to.equal(1);
  });
});
