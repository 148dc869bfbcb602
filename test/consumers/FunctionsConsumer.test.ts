/*
 * FunctionsConsumer
 * ├── storeSource
 * │   ├── one chunk, several chunks: readable, hash found, head equal to Chainlink's own encoding
 * │   ├── stored twice: the same chunks
 * │   └── empty, too long: named error
 * ├── requestData: equal to Chainlink's encoder byte for byte, read by the toolkit's decoder, with and without secrets
 * ├── configure, setSecrets, setPerformer: only the curator; contradictions named
 * ├── performUpkeep by a performer
 * │   ├── due: a request; pending: nothing due; settled: nothing due
 * │   ├── router fails: attempt recorded, backoff doubles, bounded; another program goes on
 * │   ├── expired: replaced; a stranger's: replaced at once
 * │   └── program updated: no request until configured anew
 * ├── performUpkeep by a stranger
 * │   ├── before the grace time: nothing due; after it: a request
 * │   ├── gas price above the maximum: named error
 * │   ├── any gas limit: a whole request or no change
 * │   ├── router fails: all reverts
 * │   └── attempts bounded, and never a performer's
 * ├── checkUpkeep: what is due, what is to announce; only simulated
 * └── the callback
 *     ├── only from the router
 *     ├── valid: settled; refused, error, empty: the way is free, no revert
 *     ├── late and not replaced: counts; replaced or answered: ignored
 *     └── an answer that names another program: found by its id, refused
 */
import cbor from "cbor";
import { expect } from "chai";
import { AbiCoder, ZeroHash, concat, getBytes, hexlify, keccak256, toUtf8Bytes } from "ethers";

import { guarded } from "../../ignition/roles.ts";
import { FIRST_PERIOD, type Protocol, deployProtocol, line } from "../helpers/protocol.ts";
import { DAY, SOURCE, evolve, hold, terms } from "../helpers/sample.ts";

const coder = AbiCoder.defaultAbiCoder();
const asks = (...programs: number[]): string => coder.encode(["uint32[]", "uint32[]"], [programs, []]);

describe("FunctionsConsumer", () => {
  let p: Protocol;
  beforeEach(async () => {
    p = await deployProtocol();
  });
  afterEach(() => p.close());

  /** Makes the last closed period of the first day due and lets the performer ask. */
  async function request(period = FIRST_PERIOD): Promise<string> {
    await p.setTime(p.dueAt(period));
    const sent = await p.consumer.connect(p.accounts.performer).performUpkeep(asks(1));
    return requestIdOf((await sent.wait())!.hash);
  }

  async function requestIdOf(hash: string): Promise<string> {
    const receipt = (await p.ethers.provider.getTransactionReceipt(hash))!;
    for (const log of receipt.logs) {
      const parsed = p.consumer.interface.parseLog(log);
      if (parsed?.name === "RequestMade") return parsed.args.requestId as string;
    }
    throw new Error("no request was made");
  }

  /** Where the program's requests stand, as an object. */
  const lineOf = async (program = 1) => (await p.consumer.lineOf(program)).toObject();

  const answer = (requestId: string, response: string, error = "0x") =>
    p.consumer.connect(p.accounts.router).handleOracleFulfillment(requestId, response, error);

  describe("storeSource", () => {
    it("keeps a source readable by its hash, in as many chunks as it needs", async () => {
      for (const length of [1, 23, 24, 255, 256, 5_120, 24_541, 24_542, 30_000]) {
        const source = "a".repeat(length - 1) + "\n";
        const hash = keccak256(toUtf8Bytes(source));
        await p.consumer.storeSource(source, { gasLimit: 16_000_000 });
        expect(await p.consumer.sourceOf(hash), String(length)).to.equal(source);
        expect((await p.consumer.chunksOf(hash)).length, String(length)).to.equal(length > 24_541 ? 2 : 1);
      }
    });

    it("stores the same source once", async () => {
      const before = await p.consumer.chunksOf(p.sourceHash);
      await expect(p.consumer.storeSource(SOURCE)).not.to.emit(p.consumer, "SourceStored");
      expect(await p.consumer.chunksOf(p.sourceHash)).to.deep.equal(before);
    });

    it("refuses an empty source and one that no DON would take", async () => {
      await expect(p.consumer.storeSource("")).to.be.revertedWithCustomError(p.consumer, "ConsumerSourceEmpty");
      await expect(p.consumer.storeSource("a".repeat(30_001), { gasLimit: 16_000_000 }))
        .to.be.revertedWithCustomError(p.consumer, "ConsumerSourceTooLong")
        .withArgs(30_001, 30_000);
    });
  });

  describe("requestData", () => {
    it("is what Chainlink's own encoder makes of the same source and arguments", async () => {
      await p.setTime(p.dueAt(FIRST_PERIOD));
      const encoder = await p.ethers.deployContract("RequestEncoder");
      for (const [source, secrets] of [
        [SOURCE, "0x"],
        [SOURCE, "0xa266736c6f744944006776657273696f6e1a66b2c3d4"],
        ["x".repeat(200), "0x" + "11".repeat(23)],
        ["x".repeat(200), "0x" + "11".repeat(24)],
        ["x".repeat(30_000), "0x" + "11".repeat(64)],
      ] as const) {
        await useSource(source);
        await p.consumer.setSecrets(1, secrets);
        const data = await p.consumer.requestData(1);
        const [map] = cbor.decodeAllSync(Buffer.from(getBytes(concat(["0xbf", data, "0xff"])))) as [
          Record<string, unknown>,
        ];
        const [tail] = map.bytesArgs as [Uint8Array];
        expect(data).to.equal(shortIntegers(await encoder.encode(source, secrets, hexlify(tail))));
        expect(map.source).to.equal(source);
        expect(map.secrets === undefined ? "0x" : hexlify(map.secrets as Uint8Array)).to.equal(secrets);
        expect(tail.length).to.equal(106);
      }
    });

    it("carries the tail of docs/formats.md", async () => {
      const requestId = await request();
      await answer(requestId, evolve({ program: 1, period: FIRST_PERIOD, state: 2, reading: -5 }));
      await p.setTime(p.dueAt(FIRST_PERIOD + 1));
      const data = await p.consumer.requestData(1);
      const tail = data.slice(-2 - 212, -2);
      expect(tail).to.equal(
        "01" +
          "00000001" +
          (FIRST_PERIOD + 1).toString(16).padStart(10, "0") +
          ((FIRST_PERIOD + 2) * DAY).toString(16).padStart(10, "0") +
          "0001" +
          "02" +
          BigInt.asUintN(128, -5n).toString(16) +
          "0".repeat(128) +
          "0".repeat(16),
      );
    });

    /** Chainlink's encoder writes 0 and 2 as bignums of 32 bytes, where one byte says the same (RFC 8949 section 3). */
    const shortIntegers = (data: string): string => data.replaceAll(/c25820(?:00){31}(0[02])/g, "$1");

    async function useSource(source: string): Promise<void> {
      const sourceHash = keccak256(toUtf8Bytes(source));
      await p.consumer.storeSource(source, { gasLimit: 16_000_000 });
      await p.ledger.updateProgram(1, terms({ sourceHash }));
      await p.consumer.configure(1, { sourceHash, subscriptionId: p.subscriptionId, ...line });
    }
  });

  describe("configuration", () => {
    it("is the curator's alone", async () => {
      const { consumer, accounts } = p;
      const strangers = consumer.connect(accounts.stranger);
      const config = { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line };
      for (const attempt of [
        strangers.configure(1, config),
        strangers.setSecrets(1, "0x"),
        strangers.setPerformer(accounts.stranger, true),
      ]) {
        await expect(attempt)
          .to.be.revertedWithCustomError(consumer, "AccessManagedUnauthorized")
          .withArgs(accounts.stranger.address);
      }
      expect(guarded.FunctionsConsumer.curator.length).to.equal(3);
    });

    it("names what contradicts the program or itself", async () => {
      const { consumer } = p;
      const config = { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line };
      await expect(consumer.configure(1, { ...config, sourceHash: ZeroHash }))
        .to.be.revertedWithCustomError(consumer, "ConsumerSourceMismatch")
        .withArgs(ZeroHash, p.sourceHash);
      for (const [field, value] of [
        ["requestTimeout", 299],
        ["maxAttempts", 0],
        ["maxAttempts", 9],
        ["backoff", 0],
      ] as const) {
        await expect(consumer.configure(1, { ...config, [field]: value }))
          .to.be.revertedWithCustomError(consumer, "ConsumerConfigInvalid")
          .withArgs(hexlify(Buffer.concat([toUtf8Bytes(field), Buffer.alloc(32 - field.length)])));
      }
      await expect(consumer.configure(2, config)).to.be.revertedWithCustomError(p.ledger, "LedgerUnknownProgram");
      await expect(consumer.setSecrets(1, "0x" + "11".repeat(65)))
        .to.be.revertedWithCustomError(consumer, "ConsumerSecretsTooLong")
        .withArgs(65, 64);
      await p.ledger.updateProgram(1, terms({ sourceHash: keccak256("0x01") }));
      await expect(consumer.configure(1, { ...config, sourceHash: keccak256("0x01") })).to.be.revertedWithCustomError(
        consumer,
        "ConsumerUnknownSource",
      );
    });
  });

  describe("performUpkeep by a performer", () => {
    it("sends a request when a period is due, and no second one", async () => {
      const { consumer, accounts, setTime, dueAt } = p;
      const performer = consumer.connect(accounts.performer);
      await setTime(dueAt(FIRST_PERIOD) - 2);
      const before = await lineOf();
      // Period 13,999 is due from the start, so the first ask is for that one.
      await expect(performer.performUpkeep(asks(1))).to.emit(consumer, "RequestMade");
      expect(before.pending).to.equal(false);
      const pending = await lineOf();
      expect(pending).to.include({ pending: true, period: BigInt(FIRST_PERIOD - 1), attempts: 1n, publicAttempts: 0n });
      await expect(performer.performUpkeep(asks(1, 1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await expect(performer.performUpkeep(asks(7))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
    });

    it("is nothing due once the period is settled", async () => {
      const requestId = await request();
      await expect(answer(requestId, evolve({ program: 1, period: FIRST_PERIOD })))
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
      await drain();
      const performer = consumer.connect(accounts.performer);
      let at = dueAt(FIRST_PERIOD);
      const insufficient = functions.coordinator.interface.getError("InsufficientBalance")!.selector;
      for (let attempt = 1; attempt <= line.maxAttempts; attempt++) {
        await setTime(at);
        await expect(performer.performUpkeep(asks(1)))
          .to.emit(consumer, "RequestFailed")
          .withArgs(1, FIRST_PERIOD, insufficient.padEnd(66, "0"));
        const status = await lineOf();
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

    it("replaces a request that expired, and not before", async () => {
      const { consumer, accounts } = p;
      const first = await request();
      const { sentAt } = await lineOf();
      const performer = consumer.connect(accounts.performer);
      await p.setTime(Number(sentAt) + line.requestTimeout);
      // The backoff of the first attempt is longer than the timeout here.
      await expect(performer.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      await p.setTime(Number(sentAt) + line.backoff);
      await expect(performer.performUpkeep(asks(1))).to.emit(consumer, "RequestReplaced");
      await expect(answer(first, evolve({ program: 1, period: FIRST_PERIOD })))
        .to.emit(consumer, "AnswerIgnored")
        .withArgs(first);
      expect((await p.ledger.statusOf(1)).evolutions).to.equal(0n);
    });

    it("replaces a stranger's request at once", async () => {
      const { consumer, accounts } = p;
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      await consumer.connect(accounts.stranger).performUpkeep(asks(1));
      await expect(consumer.connect(accounts.performer).performUpkeep(asks(1))).to.emit(consumer, "RequestReplaced");
      expect(await lineOf()).to.include({ byStranger: false, attempts: 1n, publicAttempts: 1n });
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
      const id = await requestIdOf((await (await stranger.performUpkeep(asks(1))).wait())!.hash);
      await answer(id, evolve({ program: 1, period: FIRST_PERIOD }));
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
              (await (await stranger.performUpkeep(asks(1), { gasLimit, gasPrice })).wait())!.hash,
            );
            sent += 1;
            const filter = functions.coordinator.filters.OracleRequest!(id);
            expect(await functions.coordinator.queryFilter(filter), `gas ${gasLimit}`).to.have.lengthOf(1);
            await answer(id, evolve({ program: 1, period: FIRST_PERIOD }));
            expect((await p.ledger.statusOf(1)).evolutions).to.equal(1n);
          } catch {
            expect(await lineOf(), `gas ${gasLimit}`).to.include({ pending: false, attempts: 0n, publicAttempts: 0n });
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
      await drain();
      await p.setTime(p.dueAt(FIRST_PERIOD) + line.grace);
      await expect(consumer.connect(accounts.stranger).performUpkeep(asks(1))).to.be.revertedWithCustomError(
        functions.coordinator,
        "InsufficientBalance",
      );
      expect(await lineOf()).to.include({ pending: false, attempts: 0n, publicAttempts: 0n, retryAt: 0n });
    });

    it("has attempts of its own, bounded and slower each time", async () => {
      const { consumer, accounts } = p;
      const stranger = consumer.connect(accounts.stranger);
      let at = p.dueAt(FIRST_PERIOD) + line.grace;
      for (let attempt = 1; attempt <= line.maxAttempts; attempt++) {
        await p.setTime(at);
        const id = await requestIdOf((await (await stranger.performUpkeep(asks(1))).wait())!.hash);
        await answer(id, "0x", hexlify(toUtf8Bytes("FEED_QUORUM")));
        const { sentAt } = await lineOf();
        at = Number(sentAt) + line.backoff * 2 ** (attempt - 1);
        await p.setTime(at - 2);
        await expect(stranger.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      }
      await p.setTime(at);
      await expect(stranger.performUpkeep(asks(1))).to.be.revertedWithCustomError(consumer, "ConsumerNothingDue");
      expect(await lineOf()).to.include({ attempts: 0n, publicAttempts: 3n });
      await expect(consumer.connect(accounts.performer).performUpkeep(asks(1))).to.emit(consumer, "RequestMade");
    });
  });

  describe("checkUpkeep", () => {
    it("tells what is due and what is to announce, and performUpkeep does just that", async () => {
      const { consumer, accounts, ledger } = p;
      const simulated = consumer.connect(p.ethers.provider);
      const check = async () => {
        const [needed, data] = await simulated.checkUpkeep.staticCall("0x", { from: `0x${"0".repeat(40)}` });
        const [due, announce] = coder.decode(["uint32[]", "uint32[]"], data);
        return { needed, due: [...due].map(Number), announce: [...announce].map(Number), data };
      };
      await p.setTime(p.dueAt(FIRST_PERIOD));
      expect(await check()).to.deep.include({ needed: true, due: [1], announce: [] });
      const id = await request();
      expect(await check()).to.deep.include({ needed: false });
      await answer(id, evolve({ program: 1, period: FIRST_PERIOD }));
      await p.setTime(Number((await ledger.statusOf(1)).staleAt));
      const stale = await check();
      expect(stale).to.deep.include({ needed: true, due: [1], announce: [1] });
      await expect(consumer.connect(accounts.performer).performUpkeep(stale.data))
        .to.emit(ledger, "Announced")
        .withArgs(1, 1);
      expect(await check()).to.deep.include({ needed: false });
    });

    it("is for simulation only", async () => {
      await expect(p.consumer.connect(p.accounts.alice).checkUpkeep.staticCall("0x")).to.be.revertedWithCustomError(
        p.consumer,
        "OnlySimulatedBackend",
      );
    });
  });

  describe("the callback", () => {
    it("comes from the router only", async () => {
      await expect(
        p.consumer.connect(p.accounts.stranger).handleOracleFulfillment(ZeroHash, "0x", "0x"),
      ).to.be.revertedWithCustomError(p.consumer, "OnlyRouterCanFulfill");
    });

    it("leaves the way free after an error, an empty or a refused answer", async () => {
      const { consumer, ledger } = p;
      let requestId = await request(FIRST_PERIOD);
      const error = hexlify(toUtf8Bytes("FEED_QUORUM"));
      await expect(answer(requestId, "0x", error))
        .to.emit(consumer, "AnswerErrored")
        .withArgs(1, FIRST_PERIOD, requestId, error);
      requestId = await request(FIRST_PERIOD + 1);
      await expect(answer(requestId, "0x"))
        .to.emit(ledger, "AnswerRejected")
        .withArgs(1, FIRST_PERIOD + 1, 1, keccak256("0x"));
      requestId = await request(FIRST_PERIOD + 2);
      const refused = hold({ program: 1, period: FIRST_PERIOD + 2 });
      await expect(answer(requestId, refused))
        .to.emit(ledger, "AnswerRejected")
        .withArgs(1, FIRST_PERIOD + 2, 17, keccak256(refused));
      expect(await lineOf()).to.include({ pending: false });
      expect((await ledger.statusOf(1)).evolutions).to.equal(0n);
    });

    it("takes a late answer that was not replaced, once", async () => {
      const requestId = await request();
      await p.setTime(p.dueAt(FIRST_PERIOD) + 20 * line.requestTimeout);
      const valid = evolve({ program: 1, period: FIRST_PERIOD });
      await expect(answer(requestId, valid)).to.emit(p.ledger, "Evolved");
      await expect(answer(requestId, valid)).to.emit(p.consumer, "AnswerIgnored").withArgs(requestId);
    });

    it("refuses an answer that names another program, wherever that one stands", async () => {
      const { consumer, ledger } = p;
      await ledger.registerProgram(terms());
      await consumer.configure(2, { sourceHash: p.sourceHash, subscriptionId: p.subscriptionId, ...line });
      const requestId = await request();
      await consumer.connect(p.accounts.performer).performUpkeep(asks(2));
      const other = evolve({ program: 2, period: FIRST_PERIOD });
      await expect(answer(requestId, other))
        .to.emit(ledger, "AnswerRejected")
        .withArgs(1, FIRST_PERIOD, 5, keccak256(other));
      expect((await lineOf(2)).pending).to.equal(true);
      expect((await ledger.statusOf(2)).evolutions).to.equal(0n);
    });
  });

  /** Takes the subscription's LINK away: its owner moves the consumer to one that has none. */
  async function drain(): Promise<void> {
    const owner = p.functions.router.connect(p.accounts.deployer) as typeof p.functions.router;
    const id = await owner.getFunction("createSubscription").staticCall();
    await owner.getFunction("createSubscription").send();
    await owner.getFunction("addConsumer").send(id, p.consumer.target);
    await p.consumer.configure(1, { sourceHash: p.sourceHash, subscriptionId: id, ...line });
  }
});
