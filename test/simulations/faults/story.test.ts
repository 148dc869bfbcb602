import { expect } from "chai";

import { readCommand } from "../../../simulations/faults/command.ts";
import { briefChapters, withOrders } from "../../../simulations/story/chapters.ts";
import { live } from "../../../simulations/story/live.ts";
import { evidenceOf, judge } from "../../../simulations/story/verdict.ts";

const ORDERS = ["node-killed-beyond-f@2", "reports-in-one-block@3", "cboe-down#0,1@3-4", "router-paused@5"];

describe("a story with ordered faults", () => {
  it("shows what they do on their days, and goes on after them", async () => {
    const chapter = withOrders({ ...briefChapters[0]!, incidents: [], evolutions: 1 }, ORDERS.map(readCommand));
    await using life = await live(chapter);
    expect(life.records.map(({ outcome }) => outcome === "evolved" || outcome === "held")).to.deep.equal([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(life.records[1]).to.deep.include({ outcome: "silent", agreed: 0, incidents: ["node-killed-beyond-f"] });
    expect(life.records[2]!.incidents).to.deep.equal(["reports-in-one-block", "cboe-down"]);
    const verdict = judge(await evidenceOf(life, true));
    expect(verdict.filter(({ held }) => !held)).to.deep.equal([]);
  });
});
