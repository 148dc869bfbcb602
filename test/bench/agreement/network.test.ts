import { expect } from "chai";

import { isNear } from "./near.ts";
import { repeatOnNetwork } from "../../../bench/agreement/network.ts";

describe("rounds of the laboratory on the local network", function () {
  this.timeout(120_000);
  it("give the same bytes, node by node, and the same report", async () => {
    const { rounds, apart, linkARound } = await repeatOnNetwork(6);
    expect(rounds).to.equal(6);
    expect(apart).to.be.at.least(1);
    expect(isNear(linkARound, 0.105, 0.025)).to.equal(true);
  });
});
