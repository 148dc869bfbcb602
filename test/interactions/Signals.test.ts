/*
 * Signals
 * ├── when it is deployed: program, collection and the program's times
 * ├── when a token's owner signals: counted under its choice, told by an event
 * ├── who may: the owner alone; not an operator, not a stranger, nobody for a token that is missing or burned
 * ├── what may be said: one of four
 * ├── how often: once a token and period, whoever owns it by then; again in the next period
 * ├── when a period ends: to the second, and its tally never changes again
 * ├── when a count is full: it stays full, its neighbours as they are, nobody is turned away
 * ├── when the program is paused, or has new terms: the periods go on
 * ├── when the chain is reorganised: the tally is that of the new history
 * └── what it says of other programs: nothing
 */
import { expect } from "chai";
import { toBeHex } from "ethers";

import { type Tally, decodeTally } from "../../functions-source/content/tally.ts";
import { FIRST_PERIOD, type Ground, deployLedger } from "../helpers/ledger.ts";
import { DAY, terms } from "../helpers/sample.ts";
import type { BurnableCollection, Signals } from "../../types/ethers-contracts/index.ts";

const [CALM, STIR, DARKEN, BRIGHTEN] = [0, 1, 2, 3];
const NOTHING: Tally = { calm: 0, stir: 0, darken: 0, brighten: 0 };
/** The first period that begins within the tests. */
const NEXT = FIRST_PERIOD + 1;

describe("Signals", () => {
  let g: Ground;
  let collection: BurnableCollection;
  let signals: Signals;
  let holder: Ground["accounts"]["dao"];
  let undo: () => Promise<unknown>;

  before(async () => {
    g = await deployLedger();
    holder = g.accounts.dao;
    collection = await g.ethers.deployContract("BurnableCollection");
    await collection.connect(holder).mint(20);
    signals = (await g.ethers.deployContract("Signals", [g.ledger, 1, collection])).connect(holder);
  });
  beforeEach(async () => {
    const snapshot = await g.provider.request({ method: "evm_snapshot", params: [] });
    undo = () => g.provider.request({ method: "evm_revert", params: [snapshot] });
  });
  afterEach(() => undo());
  after(() => g.close());

  const tallyOf = async (period: number): Promise<Tally> => decodeTally(await signals.tallyOf(1, period));
  const begin = (period: number): Promise<void> => g.setTime(period * DAY);

  it("knows its collection, and its program's times from the ledger", async () => {
    expect(await signals.COLLECTION()).to.equal(collection.target);
    expect([await signals.PROGRAM(), await signals.ANCHOR(), await signals.PERIOD_LENGTH()]).to.deep.equal([
      1n,
      0n,
      86_400n,
    ]);
    await g.curated.registerProgram(terms({ anchor: 1_000, periodLength: 7_000 }));
    const other = await g.ethers.deployContract("Signals", [g.ledger, 2, collection]);
    expect([await other.PROGRAM(), await other.ANCHOR(), await other.PERIOD_LENGTH()]).to.deep.equal([
      2n,
      1_000n,
      7_000n,
    ]);
    const now = await g.now();
    expect(await other.period()).to.equal(BigInt(Math.floor((now - 1_000) / 7_000)));
  });

  it("is not deployed for a program that does not exist", async () => {
    await expect(g.ethers.deployContract("Signals", [g.ledger, 2, collection])).to.be.revertedWithCustomError(
      g.ledger,
      "LedgerUnknownProgram",
    );
  });

  it("counts each signal under its choice, and tells who gave it", async () => {
    for (const [tokenId, choice] of [
      [1, CALM],
      [2, STIR],
      [3, DARKEN],
      [4, BRIGHTEN],
      [5, DARKEN],
    ] as const)
      await expect(signals.signal(tokenId, choice))
        .to.emit(signals, "Signalled")
        .withArgs(1, FIRST_PERIOD, tokenId, choice, holder.address);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ calm: 1, stir: 1, darken: 2, brighten: 1 });
  });

  it("hears a token's owner alone", async () => {
    const { stranger } = g.accounts;
    await collection.connect(holder).approve(stranger, 1);
    await collection.connect(holder).setApprovalForAll(stranger, true);
    await expect(signals.connect(stranger).signal(1, CALM))
      .to.be.revertedWithCustomError(signals, "SignalsNotHolder")
      .withArgs(1, stranger.address);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal(NOTHING);
  });

  it("refuses tokens that are missing or burned, in their collection's words", async () => {
    await collection.burn(7);
    for (const tokenId of [0, 7, 21])
      await expect(signals.signal(tokenId, CALM))
        .to.be.revertedWithCustomError(collection, "ERC721NonexistentToken")
        .withArgs(tokenId);
  });

  it("keeps what a token said before it was burned", async () => {
    await signals.signal(7, STIR);
    await collection.burn(7);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ ...NOTHING, stir: 1 });
  });

  it("refuses every other choice", async () => {
    for (const choice of [4, 255])
      await expect(signals.signal(1, choice))
        .to.be.revertedWithCustomError(signals, "SignalsUnknownChoice")
        .withArgs(choice);
    expect(await signals.hasSpoken(1)).to.equal(false);
  });

  it("hears a token once a period, whoever owns it by then", async () => {
    await signals.signal(6, STIR);
    const { stranger } = g.accounts;
    await collection.connect(holder).transferFrom(holder, stranger, 6);
    for (const choice of [STIR, CALM])
      await expect(signals.connect(stranger).signal(6, choice))
        .to.be.revertedWithCustomError(signals, "SignalsSpoken")
        .withArgs(6, FIRST_PERIOD);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ ...NOTHING, stir: 1 });
    await begin(NEXT);
    await signals.connect(stranger).signal(6, CALM);
    expect(await tallyOf(NEXT)).to.deep.equal({ ...NOTHING, calm: 1 });
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ ...NOTHING, stir: 1 });
  });

  it("tells the marks of tokens that share a word apart", async () => {
    const odd = [1, 3, 5, 7, 9, 11, 13];
    for (const tokenId of odd) await signals.signal(tokenId, tokenId % 4);
    const spoken = await Promise.all(Array.from({ length: 14 }, (_, tokenId) => signals.hasSpoken(tokenId)));
    expect(spoken.flatMap((each, tokenId) => (each ? [tokenId] : []))).to.deep.equal(odd);
    await begin(NEXT);
    for (const tokenId of [2, 3]) await signals.signal(tokenId, CALM);
    await expect(signals.signal(3, CALM)).to.be.revertedWithCustomError(signals, "SignalsSpoken").withArgs(3, NEXT);
    expect(await signals.hasSpoken(1)).to.equal(false);
  });

  it("ends a period to the second, and never changes its tally again", async () => {
    await begin(NEXT);
    await g.setNext((NEXT + 1) * DAY - 1);
    await signals.signal(1, STIR);
    await g.setNext((NEXT + 1) * DAY);
    await signals.signal(2, CALM);
    expect(await tallyOf(NEXT)).to.deep.equal({ ...NOTHING, stir: 1 });
    expect(await tallyOf(NEXT + 1)).to.deep.equal({ ...NOTHING, calm: 1 });
    expect(await signals.period()).to.equal(BigInt(NEXT + 1));
    for (let period = NEXT + 2; period < NEXT + 8; period++) {
      await begin(period);
      await signals.signal(1, period % 4);
      await signals.signal(2, BRIGHTEN);
    }
    expect(await tallyOf(NEXT)).to.deep.equal({ ...NOTHING, stir: 1 });
    expect(await tallyOf(NEXT + 1)).to.deep.equal({ ...NOTHING, calm: 1 });
  });

  it("lets a count stay full, beside counts that go on", async () => {
    for (const tokenId of [1, 2]) await signals.signal(tokenId, tokenId);
    // The word of four periods, with every count of this one but one below full.
    const place = 64n * BigInt(FIRST_PERIOD % 4);
    await setTallies(FIRST_PERIOD, 0xfffe_ffff_fffe_fffen << place);
    await signals.signal(3, DARKEN);
    await signals.signal(4, CALM);
    await signals.signal(5, CALM);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ calm: 65_535, stir: 65_534, darken: 65_535, brighten: 65_534 });
    await signals.signal(6, BRIGHTEN);
    await signals.signal(7, BRIGHTEN);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ calm: 65_535, stir: 65_534, darken: 65_535, brighten: 65_535 });
    for (const beside of [-3, -2, -1, 1, 2, 3]) expect(await tallyOf(FIRST_PERIOD + beside)).to.deep.equal(NOTHING);
    expect(await signals.hasSpoken(7)).to.equal(true);
  });

  /** Overwrites the tallies of the four periods that share a word. */
  async function setTallies(period: number, word: bigint): Promise<void> {
    const slots = Array.from({ length: 8 }, (_, slot) => slot);
    for (const slot of slots) {
      const key = g.ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [Math.floor(period / 4), slot]);
      const place = g.ethers.keccak256(key);
      if (BigInt(await g.ethers.provider.getStorage(signals, place)) === 0n) continue;
      await g.provider.request({ method: "hardhat_setStorageAt", params: [signals.target, place, toBeHex(word, 32)] });
      return;
    }
    throw new Error("The tallies are in none of the first slots.");
  }

  it("goes on while the program is paused, and under new terms", async () => {
    await g.guarded.pause(1);
    await signals.signal(1, STIR);
    await g.curated.unpause(1);
    await g.curated.updateProgram(1, terms({ settleDelay: 7_200 }));
    await expect(signals.signal(1, STIR)).to.be.revertedWithCustomError(signals, "SignalsSpoken");
    await signals.signal(2, STIR);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ ...NOTHING, stir: 2 });
    // That is why it need not ask for them again: no version may change them.
    for (const change of [{ anchor: 1 }, { periodLength: 43_200 }])
      await expect(g.curated.updateProgram(1, terms(change))).to.be.revertedWithCustomError(
        g.termsCheck,
        "TermsInvalid",
      );
  });

  it("says nothing of other programs", async () => {
    await signals.signal(1, STIR);
    expect(await signals.tallyOf(2, FIRST_PERIOD)).to.equal(0n);
  });

  it("follows a reorganised chain", async () => {
    const fork = await g.provider.request({ method: "evm_snapshot", params: [] });
    await signals.signal(1, STIR);
    await signals.signal(2, STIR);
    await g.provider.request({ method: "evm_revert", params: [fork] });
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal(NOTHING);
    await signals.signal(2, CALM);
    expect(await tallyOf(FIRST_PERIOD)).to.deep.equal({ ...NOTHING, calm: 1 });
    expect([await signals.hasSpoken(1), await signals.hasSpoken(2)]).to.deep.equal([false, true]);
  });
});
