import { expect } from "chai";

import { type Fixture, startFixture, word } from "./fixture.ts";

const SOURCE = "return Functions.encodeUint256(7)";

describe("nodes that fail", () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture();
  });
  after(() => fixture?.network.stop());

  it("up to f of them change nothing", async () => {
    const { network, ask } = fixture;
    await network.nodes[2]!.kill();
    const report = await ask({ source: SOURCE });
    expect(report).to.include({ transmitted: true, fulfillCode: 0 });
    expect(report.agreed).to.have.members([0, 1, 3]);
    await network.nodes[2]!.start();
  });

  it("f + 1 of them leave requests unanswered until one is back", async () => {
    const { network, ask, consumer } = fixture;
    const answers = await consumer.getFunction("answers").staticCall();
    await Promise.all([network.nodes[0]!.kill(), network.nodes[1]!.stop()]);
    const report = await ask({ source: SOURCE });
    expect(report).to.deep.include({ transmitted: false, agreed: [] });
    expect(report.observations).to.have.lengthOf(2);
    expect(await consumer.getFunction("answers").staticCall()).to.equal(answers);

    await network.nodes[0]!.restart();
    const [late] = await network.don.answerPending();
    expect(late).to.include({ requestId: report.requestId, transmitted: true });
    expect(late!.delivered!.result).to.equal(word(7));
    await network.nodes[1]!.start();
  });

  it("f liars do not change an answer that the others agree on", async () => {
    const { network, ask } = fixture;
    await network.nodes[0]!.misbehave({ kind: "lie", result: word(8) });
    const reports = [await ask({ source: SOURCE }), await ask({ source: SOURCE }), await ask({ source: SOURCE })];
    await network.nodes[0]!.misbehave(null);
    for (const { delivered, agreed } of reports) {
      expect(delivered!.result).to.equal(word(7));
      expect(agreed).to.have.members([1, 2, 3]);
    }
  });

  it("f + 1 liars decide when they say the same before the others do", async () => {
    const { network, ask } = fixture;
    const liars = [network.nodes[1]!, network.nodes[2]!];
    await Promise.all(liars.map((node) => node.misbehave({ kind: "lie", result: word(8) })));
    const reports = [];
    for (let round = 0; round < 4; round++) reports.push(await ask({ source: SOURCE }));
    await Promise.all(liars.map((node) => node.misbehave(null)));
    const deceived = reports.filter(({ delivered }) => delivered!.result === word(8));
    expect(deceived.map(({ observations }) => observations[0]!.node)).to.have.members([0, 1]);
  });

  it("count as absent when they observe nothing, and as outnumbered when they fail", async () => {
    const { network, ask } = fixture;
    await network.nodes[0]!.misbehave({ kind: "mute" });
    await network.nodes[1]!.misbehave({ kind: "fail", error: "FEED_STALE" });
    const report = await ask({ source: SOURCE });
    await Promise.all([network.nodes[0]!.misbehave(null), network.nodes[1]!.misbehave(null)]);
    expect(report.observations).to.have.lengthOf(3);
    expect(report.observations.find(({ node }) => node === 1)!.error).to.equal("FEED_STALE");
    expect(report.agreed).to.have.members([2, 3]);
  });

  it("keep their key when they come back", async () => {
    const node = fixture.network.nodes[3]!;
    const { signer, pid } = node;
    await node.restart();
    expect(node.signer).to.equal(signer);
    expect(node.pid).not.to.equal(pid);
  });

  it("leave a request to time out", async () => {
    const { network, send, consumer } = fixture;
    const answers = await consumer.getFunction("answers").staticCall();
    await send({ source: SOURCE });
    await network.setTime(network.time + 300);
    expect(await network.don.answerPending()).to.deep.equal([]);
    expect(await consumer.getFunction("answers").staticCall()).to.equal(answers);
  });
});
