import { expect } from "chai";

import { listenedCallbacks, worstCallbacks } from "../../bench/callbacks.ts";

const CALLBACK_GAS = 200_000;

describe("callbacks at their dearest", () => {
  // Each run throws if the router's callback fails; evolutions throw if they do not settle.
  it("settles beside listeners that burn all they are given, however much gas the document leaves them", async () => {
    for (const gas of await listenedCallbacks()) expect(gas).to.be.at.most(CALLBACK_GAS);
  });

  it("keeps every branch within the callback's gas", async () => {
    const branches = Object.entries(await worstCallbacks());
    expect(branches).to.have.length.at.least(10);
    for (const [name, gas] of branches) expect(gas, name).to.be.at.most(CALLBACK_GAS);
  });
});
