/*
 * FunctionsConsumer with confirmation
 * ├── a first EVOLVE: a candidate; nothing is settled, the next request is due at once and carries header and reading
 * ├── a first HOLD, an error, a malformed answer: as without confirmation
 * ├── the second answer
 * │   ├── repeats the candidate: settled
 * │   ├── errs, differs in one bit of header or reading, is empty: the candidate dies, the period starts over with its own attempts
 * │   └── repeats header and reading with a wrong digest: the ledger refuses
 * ├── the second request
 * │   ├── refused by the router: attempts of its own, the candidate stays
 * │   ├── expires: the candidate dies with the next request
 * │   └── a stranger's, replaced by a performer: the candidate stays
 * ├── strangers alone: both rounds, after the grace time
 * └── the next period comes first: the candidate dies
 */
import { expect } from "chai";
import { ZeroHash, dataSlice, hexlify, toUtf8Bytes } from "ethers";

import { FIRST_PERIOD, type Protocol, deployProtocol, line } from "../helpers/protocol.ts";
import { evolve, hold, terms } from "../helpers/sample.ts";
import { answer, asks, drain, lineOf, request, requestIdOf } from "./requesting.ts";

const PLAIN = 0n;
const FIRST = 1n;
const CANDIDATE = 2n;
const ERRORED = 0;
const MISMATCH = 1;
const EXPIRED = 2;
const OVERTAKEN = 3;
const RECONFIGURED = 4;

describe("FunctionsConsumer with confirmation", () => {
  let p: Protocol;
  beforeEach(async () => {
    p = await deployProtocol();
    await p.consumer.configure(1, {
      sourceHash: p.sourceHash,
      subscriptionId: p.subscriptionId,
      ...line,
      confirm: true,
    });
  });
  afterEach(() => p.close());

  const valid = evolve({ program: 1, period: FIRST_PERIOD, state: 2, reading: -77 });
  const header = dataSlice(valid, 0, 32);

  /** Gets a candidate for the first period. */
  async function candidate(): Promise<void> {
    await answer(p, await request(p), valid);
  }

  /** Asks at once, as a performer. */
  async function confirm(account = p.accounts.performer): Promise<string> {
    const sent = await p.consumer.connect(account).performUpkeep(asks(1));
    return requestIdOf(p, sent.hash);
  }

  it("takes a first EVOLVE for a candidate and asks again at once", async () => {
    const requestId = await request(p);
    expect(await lineOf(p)).to.include({ phase: FIRST });
    await expect(answer(p, requestId, valid))
      .to.emit(p.consumer, "CandidateStored")
      .withArgs(1, FIRST_PERIOD, requestId, header, -77n);
    expect((await p.ledger.statusOf(1)).evolutions).to.equal(0n);
    expect(await lineOf(p)).to.include({ phase: CANDIDATE, pending: false, attempts: 1n, confirmAttempts: 0n });
    expect([...(await p.consumer.candidateOf(1))]).to.deep.equal([header, -77n]);
    const tail = (await p.consumer.requestData(1)).slice(-2 - 212, -2);
    expect(tail.slice(68, 132)).to.equal(header.slice(2));
    expect(BigInt.asIntN(256, BigInt(`0x${tail.slice(132, 196)}`))).to.equal(-77n);
    await confirm();
    expect(await lineOf(p)).to.include({ phase: CANDIDATE, pending: true, attempts: 1n, confirmAttempts: 1n });
  });

  it("settles what the second answer repeats", async () => {
    await candidate();
    const requestId = await confirm();
    await expect(answer(p, requestId, valid)).to.emit(p.ledger, "Evolved");
    expect(await lineOf(p)).to.include({ phase: PLAIN, pending: false });
    expect([...(await p.consumer.candidateOf(1))]).to.deep.equal([ZeroHash, 0n]);
  });

  it("does not confirm a HOLD", async () => {
    await candidate();
    await answer(p, await confirm(), valid);
    const requestId = await request(p, FIRST_PERIOD + 1);
    await expect(answer(p, requestId, hold({ program: 1, period: FIRST_PERIOD + 1, reading: -77 }))).to.emit(
      p.ledger,
      "Held",
    );
  });

  it("leaves the way free after a first error or a malformed answer", async () => {
    await answer(p, await request(p), "0x", hexlify(toUtf8Bytes("FEED_QUORUM")));
    expect(await lineOf(p)).to.include({ phase: PLAIN, pending: false, attempts: 1n });
    await expect(answer(p, await request(p, FIRST_PERIOD + 1), "0x1234")).to.emit(p.ledger, "AnswerRejected");
  });

  it("drops a candidate that the second answer does not repeat, and the period starts over", async () => {
    const others = [
      evolve({ program: 1, period: FIRST_PERIOD, state: 1, reading: -77 }),
      evolve({ program: 1, period: FIRST_PERIOD, state: 2, reading: -78 }),
      evolve({ program: 1, period: FIRST_PERIOD, state: 2, reading: -77, decider: 2 }),
    ];
    for (const [index, other] of others.entries()) {
      const { attempts, retryAt } = await lineOf(p);
      if (index === 0) await candidate();
      else {
        await p.setTime(Number(retryAt));
        await answer(p, await confirm(), valid);
      }
      const requestId = await confirm();
      await expect(answer(p, requestId, other))
        .to.emit(p.consumer, "CandidateDropped")
        .withArgs(1, FIRST_PERIOD, MISMATCH);
      expect(await lineOf(p)).to.include({ phase: PLAIN, attempts: attempts + 1n, confirmAttempts: 0n });
      await expect(p.consumer.connect(p.accounts.performer).performUpkeep(asks(1))).to.be.revertedWithCustomError(
        p.consumer,
        "ConsumerNothingDue",
      );
    }
    expect((await p.ledger.statusOf(1)).evolutions).to.equal(0n);
  });

  it("drops a candidate when the DON errs or answers nothing", async () => {
    await candidate();
    let requestId = await confirm();
    await expect(answer(p, requestId, "0x", hexlify(toUtf8Bytes("CANDIDATE"))))
      .to.emit(p.consumer, "CandidateDropped")
      .withArgs(1, FIRST_PERIOD, ERRORED);
    await answer(p, await request(p, FIRST_PERIOD + 1), evolve({ program: 1, period: FIRST_PERIOD + 1 }));
    requestId = await confirm();
    await expect(answer(p, requestId, "0x"))
      .to.emit(p.consumer, "CandidateDropped")
      .withArgs(1, FIRST_PERIOD + 1, MISMATCH);
  });

  it("still has the ledger check all of what was confirmed", async () => {
    const forged = valid.slice(0, 2 + 128) + "00".repeat(32) + valid.slice(2 + 192);
    await answer(p, await request(p), forged);
    const requestId = await confirm();
    await expect(answer(p, requestId, forged)).to.emit(p.ledger, "AnswerRejected");
    expect((await p.ledger.statusOf(1)).evolutions).to.equal(0n);
  });

  it("keeps a candidate while the router refuses, with bounded attempts of its own", async () => {
    await candidate();
    await drain(p, true);
    const performer = p.consumer.connect(p.accounts.performer);
    for (let attempt = 1; attempt <= line.maxAttempts; attempt++) {
      await expect(performer.performUpkeep(asks(1))).to.emit(p.consumer, "RequestFailed");
      const status = await lineOf(p);
      expect(status).to.include({ phase: CANDIDATE, attempts: 1n, confirmAttempts: BigInt(attempt) });
      await p.setTime(Number(status.retryAt));
    }
    // Refused too often: the candidate dies, and the period starts over.
    await expect(performer.performUpkeep(asks(1)))
      .to.emit(p.consumer, "CandidateDropped")
      .withArgs(1, FIRST_PERIOD, EXPIRED);
    expect(await lineOf(p)).to.include({ phase: FIRST, attempts: 2n, confirmAttempts: 0n });
  });

  it("drops a candidate whose confirmation expired, with the next request", async () => {
    await candidate();
    const late = await confirm();
    const { retryAt, sentAt } = await lineOf(p);
    await p.setTime(Math.max(Number(retryAt), Number(sentAt) + line.requestTimeout));
    await expect(p.consumer.connect(p.accounts.performer).performUpkeep(asks(1)))
      .to.emit(p.consumer, "CandidateDropped")
      .withArgs(1, FIRST_PERIOD, EXPIRED);
    expect(await lineOf(p)).to.include({ phase: FIRST, attempts: 2n, confirmAttempts: 0n });
    await expect(answer(p, late, valid)).to.emit(p.consumer, "AnswerIgnored");
  });

  it("never waits less for a period's next attempt because a confirmation came between", async () => {
    let requestId = await request(p);
    for (let attempt = 1; attempt < line.maxAttempts; attempt++) {
      await answer(p, requestId, "0x", hexlify(toUtf8Bytes("FEED_QUORUM")));
      await p.setTime(Number((await lineOf(p)).retryAt));
      requestId = await confirm();
    }
    const { retryAt } = await lineOf(p);
    await answer(p, requestId, valid);
    await answer(p, await confirm(), "0x", hexlify(toUtf8Bytes("CANDIDATE")));
    expect((await lineOf(p)).retryAt).to.equal(retryAt);
  });

  describe("configured anew", () => {
    const config = () => ({ ...line, sourceHash: p.sourceHash, subscriptionId: p.subscriptionId });

    it("drops a candidate of the old terms", async () => {
      await candidate();
      await p.ledger.updateProgram(1, terms());
      await expect(p.consumer.configure(1, { ...config(), confirm: true }))
        .to.emit(p.consumer, "CandidateDropped")
        .withArgs(1, FIRST_PERIOD, RECONFIGURED);
      expect((await p.consumer.requestData(1)).slice(-2 - 144, -2 - 16)).to.equal("0".repeat(128));
    });

    it("ignores the answer to a request of the old terms", async () => {
      const requestId = await request(p);
      await p.ledger.updateProgram(1, terms());
      await p.consumer.configure(1, { ...config(), confirm: true });
      await expect(answer(p, requestId, valid))
        .to.emit(p.consumer, "AnswerIgnored")
        .withArgs(requestId);
    });

    it("ignores a pending answer that would have needed no confirmation before", async () => {
      await p.consumer.configure(1, { ...config(), confirm: false });
      const requestId = await request(p);
      await expect(p.consumer.configure(1, { ...config(), confirm: true })).to.emit(p.consumer, "RequestReplaced");
      await expect(answer(p, requestId, valid))
        .to.emit(p.consumer, "AnswerIgnored")
        .withArgs(requestId);
    });

    it("keeps what is pending when neither terms nor rule change", async () => {
      const requestId = await request(p);
      await p.consumer.configure(1, { ...config(), confirm: true, grace: 7 });
      await expect(answer(p, requestId, valid)).to.emit(p.consumer, "CandidateStored");
    });
  });

  it("lets strangers do both rounds after the grace time", async () => {
    await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
    await answer(p, await confirm(p.accounts.stranger), valid);
    await answer(p, await confirm(p.accounts.stranger), valid);
    expect((await p.ledger.statusOf(1)).evolutions).to.equal(1n);
    expect(await lineOf(p)).to.include({ attempts: 0n, publicAttempts: 1n });
  });

  it("keeps the candidate when a performer replaces a stranger's confirmation", async () => {
    await candidate();
    await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
    const strangers = await confirm(p.accounts.stranger);
    const own = await confirm();
    await expect(answer(p, strangers, valid)).to.emit(p.consumer, "AnswerIgnored");
    await expect(answer(p, own, valid)).to.emit(p.ledger, "Evolved");
  });

  it("drops a candidate that the next period overtakes", async () => {
    await candidate();
    await p.setTime(p.dueAt(FIRST_PERIOD + 1));
    await expect(p.consumer.connect(p.accounts.performer).performUpkeep(asks(1)))
      .to.emit(p.consumer, "CandidateDropped")
      .withArgs(1, FIRST_PERIOD, OVERTAKEN);
    const tail = (await p.consumer.requestData(1)).slice(-2 - 212, -2);
    expect(tail.slice(68, 196)).to.equal("0".repeat(128));
  });
});
