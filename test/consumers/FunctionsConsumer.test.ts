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
import { ZeroAddress, ZeroHash, concat, getBytes, hexlify, keccak256, toUtf8Bytes } from "ethers";

import { guarded } from "../../ignition/roles.ts";
import { FIRST_PERIOD, type Protocol, deployProtocol, line } from "../helpers/protocol.ts";
import { DAY, SOURCE, evolve, terms } from "../helpers/sample.ts";
import { answer, request } from "./requesting.ts";

describe("FunctionsConsumer", () => {
  let p: Protocol;
  beforeEach(async () => {
    p = await deployProtocol();
  });
  afterEach(() => p.close());

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
      const requestId = await request(p);
      await answer(p, requestId, evolve({ program: 1, period: FIRST_PERIOD, state: 2, reading: -5 }));
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
        strangers.setSignals(1, ZeroAddress),
        strangers.setPerformer(accounts.stranger, true),
      ]) {
        await expect(attempt)
          .to.be.revertedWithCustomError(consumer, "AccessManagedUnauthorized")
          .withArgs(accounts.stranger.address);
      }
      expect(guarded.FunctionsConsumer.curator.length).to.equal(4);
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
});
