import { expect } from "chai";

import { type Fixture, hexOf, startFixture, word } from "./fixture.ts";

describe("the local Functions DON", () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture({ initialTime: 1_199_145_600 });
  });
  after(() => fixture?.network.stop());

  it("answers a request on chain, all four nodes agreeing", async () => {
    const { ask, consumer, network } = fixture;
    const report = await ask({ source: "return Functions.encodeUint256(BigInt(args[0]) + 1n)", args: ["41"] });
    expect(report).to.include({ transmitted: true, fulfillCode: 0 });
    expect(report.delivered).to.deep.equal({ result: word(42), error: "0x" });
    expect(report.agreed).to.have.members([0, 1, 2, 3]);
    expect(await consumer.getFunction("lastResponse").staticCall()).to.equal(word(42));
    expect(await network.callbackGasOf(report.transactionHash!)).to.equal(report.callbackGas);
  });
});
