import { expect } from "chai";

import { type Fixture, startFixture, word } from "./fixture.ts";

const HOUR = 3_600;

describe("the local network's hooks", () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture();
  });
  after(() => fixture?.network.stop());

  it("undo blocks and requests, as often as they are asked to", async () => {
    const { network, consumer, ask } = fixture;
    await ask({ source: "return Functions.encodeUint256(1)" });
    const [block, time] = [await network.ethers.provider.getBlockNumber(), network.time];
    const restore = await network.checkpoint();
    for (const value of [2, 3]) {
      await network.setTime(network.time + 100 * value);
      await ask({ source: `return Functions.encodeUint256(${value})` });
      expect(await consumer.getFunction("lastResponse").staticCall()).to.equal(word(value));
      await restore("goes back");
      expect(await consumer.getFunction("lastResponse").staticCall()).to.equal(word(1));
      expect([await network.ethers.provider.getBlockNumber(), network.time]).to.deep.equal([block, time]);
      expect(await network.don.answerPending()).to.deep.equal([]);
    }
  });

  it("let the clock go on over a reorganisation", async () => {
    const { network, send } = fixture;
    const restore = await network.checkpoint();
    await send({ source: "return Functions.encodeUint256(4)" });
    await network.setTime(network.time + 50);
    const time = network.time;
    await restore("goes on");
    expect(network.time).to.equal(time);
    expect(await network.don.answerPending()).to.deep.equal([]);
  });

  it("give a node another clock, in its runs too", async () => {
    const { network, ask } = fixture;
    const source =
      "return Functions.encodeString([Date.now(), new Date().getTime(), new Date(7).getTime(), typeof new Date()].join())";
    await network.nodes[2]!.setClock(HOUR);
    const { observations } = await ask({ source });
    const seen = observations.map(({ node, result }) => {
      const [now, constructed, given, type] = Buffer.from(result!.slice(2), "hex").toString().split(",");
      expect([given, type]).to.deep.equal(["7", "object"]);
      expect(Number(constructed) - Number(now)).to.be.within(0, 1_000);
      return [node, Math.round((Number(now) - Date.now()) / 1_000 / HOUR)] as const;
    });
    expect(new Map(seen)).to.deep.equal(
      new Map([
        [0, 0],
        [1, 0],
        [2, 1],
        [3, 0],
      ]),
    );
    await network.nodes[2]!.setClock(0);
  });

  it("let a node say something else than it saw, having heard the others", async () => {
    const { network, ask } = fixture;
    const stop = network.don.distort(1, (own, others) => ({ ...own, result: word(others.length) }));
    const source = "return Functions.encodeUint256(9)";
    const lied = await ask({ source });
    expect(lied.observations.find(({ node }) => node === 1)).to.include({ result: word(3) });
    expect(lied.delivered?.result).to.equal(word(9));
    stop();
    expect((await ask({ source })).agreed).to.have.lengthOf(4);
  });

  it("change how the nodes aggregate", async () => {
    const { network, ask } = fixture;
    const says = [1, 8, 8, 4].map((value, node) =>
      network.don.distort(node, (own) => ({ ...own, result: word(value) })),
    );
    const source = "return Functions.encodeUint256(0)";
    expect((await ask({ source })).delivered?.result).to.equal(word(8));
    await network.setAggregation("median");
    expect((await ask({ source })).delivered?.result).to.equal(word(4));
    await network.setAggregation("mode");
    for (const stop of says) stop();
  });

  describe("disturb every round", () => {
    const source = "return Functions.encodeUint256(5)";

    for (const repeated of ["again", "together", "reorganised"] as const) {
      it(`: a report ${repeated}`, async () => {
        const { network, ask, consumer } = fixture;
        const before = await consumer.getFunction("answers").staticCall();
        const stop = network.don.disturb({ repeated });
        expect(await ask({ source })).to.include({ transmitted: true, fulfillCode: 0 });
        stop();
        expect((await consumer.getFunction("answers").staticCall()) - before).to.equal(1n);
        expect(await network.don.answerPending()).to.deep.equal([]);
      });
    }

    it(": a report without the gas for its callback, which may be sent again", async () => {
      const { network, ask } = fixture;
      const refused = network.don.disturb({ gas: 250_000 });
      expect(await ask({ source })).to.include({ transmitted: true, fulfillCode: 4 });
      refused();
      const reverted = network.don.disturb({ gas: 100_000 });
      const [report] = await network.don.answerPending();
      expect(report).to.include({ transmitted: false });
      expect(report!.reverted).to.match(/revert|out of gas/);
      reverted();
      expect((await network.don.answerPending()).map(({ fulfillCode }) => fulfillCode)).to.deep.equal([0]);
    });

    it(": more than one at once, what is told for a round winning", async () => {
      const { network, send } = fixture;
      const stops = [network.don.disturb({ delaySeconds: 50 }), network.don.disturb({ gasPrice: 20_000_000_000n })];
      await send({ source });
      const before = network.time;
      const [refused] = await network.don.answerPending();
      expect(refused).to.include({ fulfillCode: 3 });
      expect(network.time - before).to.equal(50);
      const [accepted] = await network.don.answerPending({ gasPrice: 2_000_000_000n });
      expect(accepted).to.include({ fulfillCode: 0 });
      for (const stop of stops) stop();
    });
  });

  it("find no upkeep due where none is registered", async () => {
    expect(await fixture.network.automation.tick()).to.deep.equal([]);
  });
});
