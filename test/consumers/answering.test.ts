import { expect } from "chai";
import { ZeroHash, hexlify, keccak256, toUtf8Bytes } from "ethers";

import { FIRST_PERIOD, type Protocol, deployProtocol, line } from "../helpers/protocol.ts";
import { evolve, hold, terms } from "../helpers/sample.ts";
import { answer, asks, lineOf, request } from "./requesting.ts";

describe("FunctionsConsumer", () => {
  let p: Protocol;
  beforeEach(async () => {
    p = await deployProtocol();
  });
  afterEach(() => p.close());

  describe("the callback", () => {
    it("comes from the router only", async () => {
      await expect(
        p.consumer.connect(p.accounts.stranger).handleOracleFulfillment(ZeroHash, "0x", "0x"),
      ).to.be.revertedWithCustomError(p.consumer, "OnlyRouterCanFulfill");
    });

    it("leaves the way free after an error, an empty or a refused answer", async () => {
      const { consumer, ledger } = p;
      let requestId = await request(p, FIRST_PERIOD);
      const error = hexlify(toUtf8Bytes("FEED_QUORUM"));
      await expect(answer(p, requestId, "0x", error))
        .to.emit(consumer, "AnswerErrored")
        .withArgs(1, FIRST_PERIOD, requestId, error);
      requestId = await request(p, FIRST_PERIOD + 1);
      await expect(answer(p, requestId, "0x"))
        .to.emit(ledger, "AnswerRejected")
        .withArgs(1, FIRST_PERIOD + 1, 1, keccak256("0x"));
      requestId = await request(p, FIRST_PERIOD + 2);
      const refused = hold({ program: 1, period: FIRST_PERIOD + 2 });
      await expect(answer(p, requestId, refused))
        .to.emit(ledger, "AnswerRejected")
        .withArgs(1, FIRST_PERIOD + 2, 17, keccak256(refused));
      expect(await lineOf(p)).to.include({ pending: false });
      expect((await ledger.statusOf(1)).evolutions).to.equal(0n);
    });

    it("takes a late answer that was not replaced, once", async () => {
      const requestId = await request(p);
      await p.setTime(p.dueAt(FIRST_PERIOD) + 20 * line.requestTimeout);
      const valid = evolve({ program: 1, period: FIRST_PERIOD });
      await expect(answer(p, requestId, valid)).to.emit(p.ledger, "Evolved");
      await expect(answer(p, requestId, valid))
        .to.emit(p.consumer, "AnswerIgnored")
        .withArgs(requestId);
    });

    it("refuses an answer that names another program, wherever that one stands", async () => {
      const { consumer, ledger } = p;
      await ledger.registerProgram(terms());
      await consumer.configure(2, { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line });
      const requestId = await request(p);
      await consumer.connect(p.accounts.performer).performUpkeep(asks(2));
      const other = evolve({ program: 2, period: FIRST_PERIOD });
      await expect(answer(p, requestId, other))
        .to.emit(ledger, "AnswerRejected")
        .withArgs(1, FIRST_PERIOD, 5, keccak256(other));
      expect((await lineOf(p, 2)).pending).to.equal(true);
      expect((await ledger.statusOf(2)).evolutions).to.equal(0n);
    });
  });
});
