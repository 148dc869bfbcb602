/*
 * FunctionsConsumer of a program that listens
 * ├── setSignals: a curator's; a contract or none; drops what is under way; stays when the line is configured anew
 * ├── the tail
 * │   ├── carries the tally of the period asked for, on the performers' path and on the strangers'
 * │   ├── is the same in every attempt of a period, and in its confirmation
 * │   └── is the first round's in a confirmation, even if the contract has changed its mind
 * ├── a tally that is missing: burned gas, reverts, floods, too large, too short, no contract any more
 * │   ├── is heard as zero, told by an event, and stops no period on either path
 * │   └── leaves other programs of the same upkeep alone
 * └── a stranger who chooses the gas: a request with the tally, or none
 */
import { expect } from "chai";
import { ZeroAddress, hexlify, toUtf8Bytes } from "ethers";

import { decodeTail } from "../../functions-source/content/tail.ts";
import { FIRST_PERIOD, type Protocol, deployProtocol, line } from "../helpers/protocol.ts";
import { DAY, evolve, terms } from "../helpers/sample.ts";
import type { FickleTally } from "../../types/ethers-contracts/index.ts";
import { answer, asks, drain, lineOf, request, requestIdOf } from "./requesting.ts";

/** `Manner` of contracts/test/Tallies.sol. */
const [HONEST, FLOODS, ...FAULTS] = [0, 1, 2, 3, 4, 5];
const TALLY = 0x0001_0000_0007_0003n;
const RECONFIGURED = 4;
/** The key `bytesArgs`, an array, and in it a byte string of 106 bytes (docs/formats.md). */
const BYTES_ARGS = `69${hexlify(toUtf8Bytes("bytesArgs")).slice(2)}9f586a`;
/** The least that a request takes is far above it. */
const [LEAST_GAS, MOST_GAS, GAS_STEP] = [40_000, 480_000, 5_000];

describe("FunctionsConsumer of a program that listens", () => {
  let p: Protocol;
  let tally: FickleTally;
  let undo: () => Promise<unknown>;
  before(async () => {
    p = await deployProtocol();
    tally = await p.ethers.deployContract("FickleTally");
    await tally.set(TALLY, HONEST);
    await p.consumer.setSignals(1, tally);
  });
  beforeEach(async () => {
    const snapshot = await p.provider.request({ method: "evm_snapshot", params: [] });
    undo = () => p.provider.request({ method: "evm_revert", params: [snapshot] });
  });
  afterEach(() => undo());
  after(() => p.close());

  const config = (confirm = false) => ({
    sourceHash: p.sourceHash,
    subscriptionId: p.subscriptionId,
    ...line,
    confirm,
  });
  /** What the last request says of the holders. */
  async function carried(): Promise<bigint> {
    const filter = { fromBlock: 0, address: p.functions.coordinator.target as string };
    const log = (await p.ethers.provider.getLogs(filter)).at(-1)!;
    return interactionsIn(log.data);
  }
  function interactionsIn(data: string): bigint {
    const begin = data.lastIndexOf(BYTES_ARGS) + BYTES_ARGS.length;
    return decodeTail(`0x${data.slice(begin, begin + 212)}`)[7];
  }
  const perform = (by = p.accounts.performer, gasLimit?: number) =>
    p.consumer.connect(by).performUpkeep(asks(1), gasLimit === undefined ? {} : { gasLimit });

  describe("a first round that is overtaken by a request which the router refused", () => {
    /** The candidate of the first round, once the router works again: what its confirmation carries. */
    async function confirmed(first: string): Promise<bigint> {
      const valid = evolve({ program: 1, period: FIRST_PERIOD });
      await expect(answer(p, first, valid)).to.emit(p.consumer, "CandidateStored");
      await p.consumer.configure(1, config(true));
      await p.setTime(Number((await lineOf(p)).retryAt));
      await perform();
      return carried();
    }

    it("is confirmed with its own tally, though the contract says another by then", async () => {
      await p.consumer.configure(1, config(true));
      const first = await request(p);
      await drain(p, true);
      await p.setTime(Number((await lineOf(p)).sentAt) + line.requestTimeout + line.backoff);
      await tally.set(5, HONEST);
      await expect(perform()).to.emit(p.consumer, "RequestFailed");
      expect(await confirmed(first)).to.equal(TALLY);
    });

    it("is confirmed with its own tally, though a stranger asked, and the contract fails by then", async () => {
      await p.consumer.configure(1, config(true));
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      const first = await requestIdOf(p, (await perform(p.accounts.stranger)).hash);
      await drain(p, true);
      await tally.set(TALLY, FAULTS[1]);
      await expect(perform()).to.emit(p.consumer, "RequestFailed");
      expect(await confirmed(first)).to.equal(TALLY);
    });
  });

  describe("setSignals", () => {
    it("is a curator's", async () => {
      await expect(p.consumer.connect(p.accounts.stranger).setSignals(1, tally)).to.be.revertedWithCustomError(
        p.consumer,
        "AccessManagedUnauthorized",
      );
    });

    it("takes a contract or none, of a program with a line", async () => {
      await expect(p.consumer.setSignals(1, p.accounts.alice))
        .to.be.revertedWithCustomError(p.consumer, "ConsumerConfigInvalid")
        .withArgs(p.ethers.encodeBytes32String("signals"));
      await expect(p.consumer.setSignals(2, tally)).to.be.revertedWithCustomError(p.consumer, "ConsumerUnknownLine");
      await expect(p.consumer.setSignals(1, ZeroAddress))
        .to.emit(p.consumer, "SignalsChanged")
        .withArgs(1, ZeroAddress);
      expect(await p.consumer.signalsOf(1)).to.equal(ZeroAddress);
      await request(p);
      expect(await carried()).to.equal(0n);
    });

    it("stays when the line is configured anew", async () => {
      await p.ledger.updateProgram(1, terms());
      await p.consumer.configure(1, config());
      expect(await p.consumer.signalsOf(1)).to.equal(tally.target);
      await request(p);
      expect(await carried()).to.equal(TALLY);
    });

    it("drops what is under way", async () => {
      await p.consumer.configure(1, config(true));
      const requestId = await request(p);
      const valid = evolve({ program: 1, period: FIRST_PERIOD });
      await answer(p, requestId, valid);
      await expect(p.consumer.setSignals(1, ZeroAddress))
        .to.emit(p.consumer, "CandidateDropped")
        .withArgs(1, FIRST_PERIOD, RECONFIGURED);
      await p.setTime(Number((await lineOf(p)).retryAt));
      const pending = await requestIdOf(p, (await perform()).hash);
      await expect(p.consumer.setSignals(1, tally)).to.emit(p.consumer, "RequestReplaced");
      await expect(answer(p, pending, valid)).to.emit(p.consumer, "AnswerIgnored");
    });
  });

  describe("the tail", () => {
    it("carries holders' own signals of the period that is asked for", async () => {
      const collection = await p.ethers.deployContract("PlainCollection");
      await collection.connect(p.accounts.alice).mint(3);
      const signals = (await p.ethers.deployContract("Signals", [p.ledger, 1, collection])).connect(p.accounts.alice);
      await p.consumer.setSignals(1, signals);
      await signals.signal(1, 0);
      await signals.signal(2, 3);
      await p.setTime((FIRST_PERIOD + 1) * DAY);
      // The next period's, which must not be heard yet.
      await signals.signal(3, 3);
      await request(p);
      expect(await carried()).to.equal(0x0001_0000_0000_0001n);
    });

    it("is the same on the public path", async () => {
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      await perform(p.accounts.stranger);
      expect(await carried()).to.equal(TALLY);
    });

    it("is what requestData foretells", async () => {
      expect(interactionsIn(await p.consumer.requestData(1))).to.equal(TALLY);
    });

    it("is the number alone of a contract that gives much behind it", async () => {
      await tally.set(TALLY, FLOODS);
      await request(p);
      expect(await carried()).to.equal(TALLY);
    });

    it("is the first round's in a confirmation, whatever the contract says by then", async () => {
      await p.consumer.configure(1, config(true));
      await answer(p, await request(p), evolve({ program: 1, period: FIRST_PERIOD }));
      await tally.set(5, HONEST);
      expect(interactionsIn(await p.consumer.requestData(1))).to.equal(TALLY);
      const confirmation = await requestIdOf(p, (await perform()).hash);
      expect(await carried()).to.equal(TALLY);
      await expect(answer(p, confirmation, evolve({ program: 1, period: FIRST_PERIOD }))).to.emit(p.ledger, "Evolved");
      await request(p, FIRST_PERIOD + 1);
      expect(await carried()).to.equal(5n);
    });

    it("is the first round's, too, when a stranger confirms and when the contract fails by then", async () => {
      await p.consumer.configure(1, config(true));
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      const first = await requestIdOf(p, (await perform(p.accounts.stranger)).hash);
      await answer(p, first, evolve({ program: 1, period: FIRST_PERIOD }));
      await tally.set(5, FAULTS[1]);
      await perform(p.accounts.stranger);
      expect(await carried()).to.equal(TALLY);
    });
  });

  describe("without a tally", () => {
    const settles = async (by = p.accounts.performer): Promise<void> => {
      const sent = await perform(by);
      await expect(sent).to.emit(p.consumer, "TallyMissed").withArgs(1, FIRST_PERIOD);
      expect(await carried()).to.equal(0n);
      const requestId = await requestIdOf(p, sent.hash);
      await expect(answer(p, requestId, evolve({ program: 1, period: FIRST_PERIOD }))).to.emit(p.ledger, "Evolved");
    };

    for (const fault of FAULTS)
      it(`stops no period: fault ${fault}`, async () => {
        await tally.set(TALLY, fault);
        await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
        const undoOne = await p.provider.request({ method: "evm_snapshot", params: [] });
        await settles();
        await p.provider.request({ method: "evm_revert", params: [undoOne] });
        await settles(p.accounts.stranger);
      });

    it("stops no period when the contract is gone", async () => {
      await p.provider.request({ method: "hardhat_setCode", params: [tally.target, "0x"] });
      await p.setTime(p.dueAt(FIRST_PERIOD));
      await settles();
    });

    it("costs a request no more than the gas that is kept for it", async () => {
      await p.setTime(p.dueAt(FIRST_PERIOD));
      const gasOf = async (manner: number): Promise<number> => {
        const snapshot = await p.provider.request({ method: "evm_snapshot", params: [] });
        await tally.set(TALLY, manner);
        const { gasUsed } = (await (await perform()).wait())!;
        await p.provider.request({ method: "evm_revert", params: [snapshot] });
        return Number(gasUsed);
      };
      const honest = await gasOf(HONEST);
      for (const fault of [FLOODS, ...FAULTS]) expect((await gasOf(fault)) - honest, String(fault)).to.be.below(55_000);
    });

    it("leaves the other programs of an upkeep alone", async () => {
      await p.ledger.registerProgram(terms());
      await p.consumer.configure(2, config());
      await tally.set(TALLY, FAULTS[0]);
      await p.setTime(p.dueAt(FIRST_PERIOD));
      await p.consumer.connect(p.accounts.performer).performUpkeep(asks(1, 2));
      expect([(await lineOf(p, 1)).pending, (await lineOf(p, 2)).pending]).to.deep.equal([true, true]);
    });
  });

  it("hears its holders, or sends nothing, whatever gas a stranger chooses", async () => {
    await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
    let heard = 0;
    for (let gas = LEAST_GAS; gas <= MOST_GAS; gas += GAS_STEP) {
      const snapshot = await p.provider.request({ method: "evm_snapshot", params: [] });
      const sent = await perform(p.accounts.stranger, gas).then(
        () => true,
        () => false,
      );
      if (sent) {
        expect(await carried(), `${gas} gas`).to.equal(TALLY);
        heard++;
      }
      await p.provider.request({ method: "evm_revert", params: [snapshot] });
    }
    expect(heard).to.be.greaterThan(10);
  });
});
