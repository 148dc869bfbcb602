import { expect } from "chai";
import { hexlify, toUtf8Bytes } from "ethers";

import { FIRST_PERIOD, type Protocol, deployProtocol, line } from "../helpers/protocol.ts";
import { evolve, terms } from "../helpers/sample.ts";
import { answer, asks, drain, lineOf, readPerformData, request, requestIdOf } from "./requesting.ts";

describe("FunctionsConsumer", () => {
  let p: Protocol;
  beforeEach(async () => {
    p = await deployProtocol();
  });
  afterEach(() => p.close());

  describe("performUpkeep by a performer", () => {
    it("sends a request when a period is due, and no second one", async () => {
      const { consumer, accounts, setTime, dueAt } = p;
      const performer = consumer.connect(accounts.performer);
      await setTime(dueAt(FIRST_PERIOD) - 2);
      const before = await lineOf(p);
      // Period 13,999 is due from the start, so the first ask is for that one.
      await expect(performer.performUpkeep(asks(1))).to.emit(consumer, "RequestMade");
      expect(before.pending).to.equal(false);
      const pending = await lineOf(p);
      expect(pending).to.include({ pending: true, period: BigInt(FIRST_PERIOD - 1), attempts: 1n, publicAttempts: 0n });
      await expect(performer.performUpkeep(asks(1, 1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await expect(performer.performUpkeep(asks(7))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
    });

    it("is nothing due once the period is settled", async () => {
      const requestId = await request(p);
      await expect(answer(p, requestId, evolve({ program: 1, period: FIRST_PERIOD })))
        .to.emit(p.ledger, "Evolved")
        .and.to.emit(p.consumer, "AnswerDelivered")
        .withArgs(1, FIRST_PERIOD, requestId);
      await expect(p.consumer.connect(p.accounts.performer).performUpkeep(asks(1))).to.be.revertedWithCustomError(
        p.consumer,
        "ConsumerNothingDue",
      );
    });

    it("records an attempt that the router refused, waits twice as long each time, and stops at the bound", async () => {
      const { consumer, accounts, functions, setTime, dueAt } = p;
      await drain(p);
      const performer = consumer.connect(accounts.performer);
      let at = dueAt(FIRST_PERIOD);
      const insufficient = functions.coordinator.interface.getError("InsufficientBalance")!.selector;
      for (let attempt = 1; attempt <= line.maxAttempts; attempt++) {
        await setTime(at);
        await expect(performer.performUpkeep(asks(1)))
          .to.emit(consumer, "RequestFailed")
          .withArgs(1, FIRST_PERIOD, insufficient.padEnd(66, "0"));
        const status = await lineOf(p);
        expect(status).to.include({ pending: false, attempts: BigInt(attempt) });
        const now = await p.time();
        expect(Number(status.retryAt) - now).to.equal(line.backoff * 2 ** (attempt - 1));
        await setTime(Number(status.retryAt) - 2);
        await expect(performer.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
        at = Number(status.retryAt);
      }
      await setTime(at);
      await expect(performer.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await setTime(dueAt(FIRST_PERIOD + 1));
      await expect(performer.performUpkeep(asks(1))).to.emit(consumer, "RequestFailed");
    });

    it("lets a program that fails block no other", async () => {
      const { consumer, accounts, ledger } = p;
      await ledger.registerProgram(terms());
      await consumer.configure(2, { sourceHash: p.sourceHash, subscriptionId: 999, ...line });
      await p.setTime(p.dueAt(FIRST_PERIOD));
      const sent = consumer.connect(accounts.performer).performUpkeep(asks(2, 1));
      await expect(sent).to.emit(consumer, "RequestFailed");
      await expect(sent).to.emit(consumer, "RequestMade");
    });

    it("loses one attempt to a reference feed that burns its gas, and no other program", async () => {
      const { consumer, accounts, ledger } = p;
      const feed = await p.ethers.deployContract("BurningFeed");
      await ledger.registerProgram(terms({ referenceFeed: await feed.getAddress(), maxDeviation: 500 }));
      await consumer.configure(2, { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line });
      await p.setTime(p.dueAt(FIRST_PERIOD));
      const sent = consumer.connect(accounts.performer).performUpkeep(asks(2, 1), { gasLimit: 1_500_000 });
      await expect(sent).to.emit(consumer, "RequestFailed");
      await expect(sent).to.emit(consumer, "RequestMade");
      expect(await lineOf(p, 2)).to.include({ attempts: 1n, pending: false });
    });

    it("replaces a request that expired, and not before", async () => {
      const { consumer, accounts } = p;
      const first = await request(p);
      const { sentAt } = await lineOf(p);
      const performer = consumer.connect(accounts.performer);
      await p.setTime(Number(sentAt) + line.requestTimeout);
      // The backoff of the first attempt is longer than the timeout here.
      await expect(performer.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await p.setTime(Number(sentAt) + line.backoff);
      await expect(performer.performUpkeep(asks(1))).to.emit(consumer, "RequestReplaced");
      await expect(answer(p, first, evolve({ program: 1, period: FIRST_PERIOD })))
        .to.emit(consumer, "AnswerIgnored")
        .withArgs(first);
      expect((await p.ledger.statusOf(1)).evolutions).to.equal(0n);
    });

    it("replaces a stranger's request at once", async () => {
      const { consumer, accounts } = p;
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      await consumer.connect(accounts.stranger).performUpkeep(asks(1));
      await expect(consumer.connect(accounts.performer).performUpkeep(asks(1))).to.emit(consumer, "RequestReplaced");
      expect(await lineOf(p)).to.include({ byStranger: false, attempts: 1n, publicAttempts: 1n });
    });

    it("asks for a new version of the terms only once it is configured for it", async () => {
      const { consumer, accounts, ledger } = p;
      await ledger.updateProgram(1, terms());
      await p.setTime(p.dueAt(FIRST_PERIOD));
      const performer = consumer.connect(accounts.performer);
      await expect(performer.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await consumer.configure(1, { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line });
      await expect(performer.performUpkeep(asks(1))).to.emit(consumer, "RequestMade");
    });
  });

  describe("performUpkeep by a stranger", () => {
    it("is open once the period is overdue by the grace time", async () => {
      const { consumer, accounts } = p;
      const stranger = consumer.connect(accounts.stranger);
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace - 2);
      await expect(stranger.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      const id = await requestIdOf(p, (await (await stranger.performUpkeep(asks(1))).wait())!.hash);
      await answer(p, id, evolve({ program: 1, period: FIRST_PERIOD }));
      expect((await p.ledger.statusOf(1)).evolutions).to.equal(1n);
    });

    it("is refused a gas price above the maximum", async () => {
      const { consumer, accounts } = p;
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      const gasPrice = line.maxGasPrice + 1n;
      await expect(consumer.connect(accounts.stranger).performUpkeep(asks(1), { gasPrice }))
        .to.be.revertedWithCustomError(consumer, "ConsumerGasPriceTooHigh")
        .withArgs(gasPrice, line.maxGasPrice);
    });

    it("with any gas limit sends a whole request or changes nothing", async () => {
      const { consumer, accounts, functions, provider } = p;
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      const stranger = consumer.connect(accounts.stranger);
      let sent = 0;
      for (let gasLimit = 30_000; gasLimit <= 700_000; gasLimit += 10_000) {
        for (const gasPrice of [1_000_000_000n, line.maxGasPrice]) {
          const snapshot = await provider.request({ method: "evm_snapshot", params: [] });
          const before = await p.functions.router.getFunction("getSubscription").staticCall(p.subscriptionId);
          try {
            const id = await requestIdOf(
              p,
              (await (await stranger.performUpkeep(asks(1), { gasLimit, gasPrice })).wait())!.hash,
            );
            sent += 1;
            const filter = functions.coordinator.filters.OracleRequest!(id);
            expect(await functions.coordinator.queryFilter(filter), `gas ${gasLimit}`).to.have.lengthOf(1);
            await answer(p, id, evolve({ program: 1, period: FIRST_PERIOD }));
            expect((await p.ledger.statusOf(1)).evolutions).to.equal(1n);
          } catch {
            expect(await lineOf(p), `gas ${gasLimit}`).to.include({ pending: false, attempts: 0n, publicAttempts: 0n });
            const after = await p.functions.router.getFunction("getSubscription").staticCall(p.subscriptionId);
            expect(after.blockedBalance).to.equal(before.blockedBalance);
          }
          await provider.request({ method: "evm_revert", params: [snapshot] });
        }
      }
      expect(sent).to.be.greaterThan(60);
    });

    it("loses everything when the router refuses, so that no attempt and no slot is spent", async () => {
      const { consumer, accounts, functions } = p;
      await drain(p);
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      await expect(consumer.connect(accounts.stranger).performUpkeep(asks(1))).to.be.revertedWithCustomError(
        functions.coordinator,
        "InsufficientBalance",
      );
      expect(await lineOf(p)).to.include({ pending: false, attempts: 0n, publicAttempts: 0n, retryAt: 0n });
    });

    it("has attempts of its own, bounded and slower each time", async () => {
      const { consumer, accounts } = p;
      const stranger = consumer.connect(accounts.stranger);
      let at = p.dueAt(FIRST_PERIOD) + line.grace;
      for (let attempt = 1; attempt <= line.maxAttempts; attempt++) {
        await p.setTime(at);
        const id = await requestIdOf(p, (await (await stranger.performUpkeep(asks(1))).wait())!.hash);
        await answer(p, id, "0x", hexlify(toUtf8Bytes("FEED_QUORUM")));
        const { sentAt } = await lineOf(p);
        at = Number(sentAt) + line.backoff * 2 ** (attempt - 1);
        await p.setTime(at - 2);
        await expect(stranger.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      }
      await p.setTime(at);
      await expect(stranger.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      expect(await lineOf(p)).to.include({ attempts: 0n, publicAttempts: 3n });
      await expect(consumer.connect(accounts.performer).performUpkeep(asks(1))).to.emit(consumer, "RequestMade");
    });
  });

  describe("checkUpkeep", () => {
    it("tells what is due and what is to announce, and performUpkeep does just that", async () => {
      const { consumer, accounts, ledger } = p;
      const simulated = consumer.connect(p.ethers.provider);
      const check = async () => {
        const [needed, data] = await simulated.checkUpkeep.staticCall("0x", { from: `0x${"0".repeat(40)}` });
        return { needed, ...readPerformData(data), data };
      };
      await p.setTime(p.dueAt(FIRST_PERIOD));
      expect(await check()).to.deep.include({ needed: true, due: [1], announce: [] });
      const id = await request(p);
      expect(await check()).to.deep.include({ needed: false });
      await answer(p, id, evolve({ program: 1, period: FIRST_PERIOD }));
      await p.setTime(Number((await ledger.statusOf(1)).staleAt));
      const stale = await check();
      expect(stale).to.deep.include({ needed: true, due: [1], announce: [1] });
      await expect(consumer.connect(accounts.performer).performUpkeep(stale.data))
        .to.emit(ledger, "Announced")
        .withArgs(1, 1);
      expect(await check()).to.deep.include({ needed: false });
    });

    it("names four programs at a time", async () => {
      const { consumer, accounts, ledger } = p;
      for (let program = 2; program <= 6; program++) {
        await ledger.registerProgram(terms());
        await consumer.configure(program, { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line });
      }
      await p.setTime(p.dueAt(FIRST_PERIOD));
      const simulated = consumer.connect(p.ethers.provider);
      const check = async () => {
        const [, data] = await simulated.checkUpkeep.staticCall("0x", { from: `0x${"0".repeat(40)}` });
        return { data, due: readPerformData(data).due };
      };
      const first = await check();
      expect(first.due).to.deep.equal([1, 2, 3, 4]);
      await consumer.connect(accounts.performer).performUpkeep(first.data, { gasLimit: 2_000_000 });
      expect((await check()).due).to.deep.equal([5, 6]);
    });

    it("is for simulation only", async () => {
      await expect(p.consumer.connect(p.accounts.alice).checkUpkeep.staticCall("0x")).to.be.revertedWithCustomError(
        p.consumer,
        "OnlySimulatedBackend",
      );
    });
  });
});
