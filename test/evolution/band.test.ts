/*
 * EvolutionLedger: the reference feed
 * ├── setBand: middle and reach of the feed's answer, in the reading's unit, shifted up or down; an event; only by a consumer
 * ├── the band holds for the answer to come, however the feed moves, until it is set anew
 * ├── an answer at either bound passes, one beyond it is Reason.ReferenceBand; a HOLD is not held to it
 * ├── a feed that is zero, negative, too large, stale, reverting or not there: no band, by name where the ledger can tell
 * └── a program without a feed: nothing to set, no band to hold
 */
import { expect } from "chai";
import type { Contract } from "ethers";

import { FIRST_PERIOD, type Ground, REASONS, deployLedger, logsOf } from "../helpers/ledger.ts";
import { DAY, evolve, hold, terms } from "../helpers/sample.ts";

const MAX = 2n ** 127n - 1n;

describe("EvolutionLedger: the reference feed", () => {
  let g: Ground;
  let feed: Contract;
  beforeEach(async () => {
    g = await deployLedger();
    feed = (await g.ethers.deployContract("MockV3Aggregator", [8, 6_500_000_000_000n])) as unknown as Contract;
  });
  afterEach(() => g.close());

  /** Registers program 2: readings in cents, 5 % around the feed's 8 decimals. */
  const register = (changes: object = {}) =>
    g.curated.registerProgram(terms({ referenceFeed: feed.target, maxDeviation: 500, referenceShift: -6, ...changes }));
  const set = (answer: bigint): Promise<unknown> => feed.getFunction("updateAnswer").send(answer);
  const reasonOf = async (answer: string, period = FIRST_PERIOD): Promise<string> =>
    REASONS[Number(await g.settling.settle.staticCall(2, period, answer))]!;
  const withReading = (reading: bigint): string => evolve({ program: 2, period: FIRST_PERIOD, reading });

  it("is the feed's answer in the reading's unit, and as far around it as the terms allow", async () => {
    await register();
    expect((await g.ledger.ask(2)).banded).to.equal(true);
    const sent = await g.settling.setBand(2);
    expect(await logsOf(g.ledger, sent)).to.deep.equal([{ name: "BandSet", args: [2n, 6_175_000n, 6_825_000n] }]);
    expect(await g.ledger.bandOf(2)).to.deep.equal([6_175_000n, 6_825_000n]);
  });

  for (const [shift, low, high] of [
    [0, 6_175_000_000_000n, 6_825_000_000_000n],
    [3, 6_175_000_000_000_000n, 6_825_000_000_000_000n],
    [-8, 61_750n, 68_250n],
    // Nothing is left of the answer, so nothing but zero passes.
    [-13, 0n, 0n],
  ] as const) {
    it(`shifts the answer by 10^${shift}`, async () => {
      await register({ referenceShift: shift });
      await g.settling.setBand(2);
      expect(await g.ledger.bandOf(2)).to.deep.equal([low, high]);
    });
  }

  it("holds the reading to its bounds, and not a HOLD", async () => {
    await register();
    await g.settling.setBand(2);
    await g.setTime(g.dueAt(FIRST_PERIOD));
    expect(await reasonOf(withReading(6_175_000n))).to.equal("None");
    expect(await reasonOf(withReading(6_825_000n))).to.equal("None");
    expect(await reasonOf(withReading(6_174_999n))).to.equal("ReferenceBand");
    expect(await reasonOf(withReading(6_825_001n))).to.equal("ReferenceBand");
    expect(await reasonOf(withReading(-6_500_000n))).to.equal("ReferenceBand");
    await expect(g.settling.settle(2, FIRST_PERIOD, withReading(6_825_001n)))
      .to.emit(g.ledger, "AnswerRejected")
      .withArgs(2, FIRST_PERIOD, REASONS.indexOf("ReferenceBand"), (hash: string) => hash.length === 66);
    await g.settling.settle(2, FIRST_PERIOD, withReading(6_500_000n));
    await set(1_000_000_000_000n);
    await g.settling.setBand(2);
    await g.setTime(g.dueAt(FIRST_PERIOD + 1));
    const held = hold({ program: 2, period: FIRST_PERIOD + 1, reading: 6_500_000n });
    expect(await reasonOf(held, FIRST_PERIOD + 1)).to.equal("None");
  });

  it("is that of the request, however the feed moves before the answer", async () => {
    await register();
    await g.settling.setBand(2);
    await set(1_000_000_000_000n);
    await g.setTime(g.dueAt(FIRST_PERIOD));
    expect(await reasonOf(withReading(6_500_000n))).to.equal("None");
    expect(await reasonOf(withReading(1_000_000n))).to.equal("ReferenceBand");
    await set(1_000_000_000_000n);
    await g.settling.setBand(2);
    expect(await reasonOf(withReading(6_500_000n))).to.equal("ReferenceBand");
    expect(await reasonOf(withReading(1_000_000n))).to.equal("None");
  });

  it("lets nothing but zero pass before it was ever set", async () => {
    await register();
    await g.setTime(g.dueAt(FIRST_PERIOD));
    expect(await reasonOf(withReading(1n))).to.equal("ReferenceBand");
    expect(await reasonOf(withReading(0n))).to.equal("None");
  });

  for (const answer of [0n, -1n, -(2n ** 255n), MAX + 1n, 2n ** 255n - 1n, MAX]) {
    it(`does not take ${answer} for a price`, async () => {
      // The largest answer itself fits, and what lies around it does not.
      await register({ referenceShift: 0 });
      await set(answer);
      await refusedByName();
    });
  }

  it("does not fit an answer that the shift makes too large", async () => {
    await register({ referenceShift: 30 });
    await set(10n ** 9n);
    await refusedByName();
    await set(MAX);
    await refusedByName();
  });

  it("does not take an answer older than two periods and a day", async () => {
    await register();
    const updatedAt = await g.now();
    await feed.getFunction("updateRoundData").send(7, 6_500_000_000_000n, updatedAt, updatedAt);
    await g.setNext(updatedAt + 3 * DAY);
    await expect(g.settling.setBand(2)).to.emit(g.ledger, "BandSet");
    await g.setNext(updatedAt + 3 * DAY + 1);
    await refusedByName();
  });

  it("fails with a feed that fails, and keeps the band it had", async () => {
    await register();
    await g.settling.setBand(2);
    await g.provider.request({ method: "hardhat_setCode", params: [feed.target, "0x60006000fd"] });
    await expect(g.settling.setBand(2)).to.be.revertedWithoutReason(g.ethers);
    await g.provider.request({ method: "hardhat_setCode", params: [feed.target, "0x"] });
    await expect(g.settling.setBand(2)).to.be.revertedWithoutReason(g.ethers);
    expect(await g.ledger.bandOf(2)).to.deep.equal([6_175_000n, 6_825_000n]);
  });

  it("is nothing to a program without a feed", async () => {
    expect((await g.ledger.ask(1)).banded).to.equal(false);
    expect(await logsOf(g.ledger, await g.settling.setBand(1))).to.deep.equal([]);
    await g.evolveOnTime(FIRST_PERIOD, { reading: MAX });
    expect((await g.ledger.statusOf(1)).reading).to.equal(MAX);
    await expect(g.settling.setBand(9)).to.be.revertedWithCustomError(g.ledger, "LedgerUnknownProgram").withArgs(9);
  });

  const refusedByName = async (): Promise<void> => {
    await expect(g.settling.setBand(2))
      .to.be.revertedWithCustomError(g.ledger, "LedgerReferenceUnavailable")
      .withArgs(2);
    expect(await g.ledger.bandOf(2)).to.deep.equal(await g.ledger.bandOf(2));
  };
});
