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
