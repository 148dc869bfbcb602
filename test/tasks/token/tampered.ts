import { expect } from "chai";
import { AbiCoder, type BaseContract, type Result, keccak256, toBeHex, toUtf8Bytes } from "ethers";

import type { Deployed, Ground } from "../program/ground.ts";
import { type Ended, hardhatAt, runTask } from "../studio.ts";
import { type Lie, startLyingNode } from "./lying-node.ts";

/** Place of `_history` among the ledger's storage slots. */
const HISTORY_SLOT = 3n;
const NAME = { name: "sp500", id: "1" };

export function tamperedSuite(at: () => Ground): void {
  const settled = async (): Promise<void> => {
    await at().run("token mint", { name: "sp500" });
    await at().look();
  };

  describe("verify, when the chain's state was tampered with", () => {
    beforeEach(settled);

    it("names the names when their contract's code differs", async () => {
      const { ledger, id } = await at().deployed();
      const { pointer } = await ledger.vocabularyOf(id, 1);
      await editCode(at(), pointer, (code) => code.replaceAll(hexOf("climb"), hexOf("crash")));
      expect(subjects(await at().refused("token verify", NAME))).to.include("names");
    });

    it("names names and document when a name on display differs", async () => {
      const { ledger, id } = await at().deployed();
      const { pointer } = await ledger.vocabularyOf(id, 1);
      await editCode(at(), pointer, (code) => code.replaceAll(hexOf("low"), hexOf("lot")));
      expect(subjects(await at().refused("token verify", NAME))).to.deep.equal(["names", "event of evolution 0"]);
    });

    it("names all that hangs on names that are gone", async () => {
      const { ledger, id } = await at().deployed();
      const { pointer } = await ledger.vocabularyOf(id, 1);
      await editCode(at(), pointer, () => "0x00ff");
      const named = subjects(await at().refused("token verify", NAME));
      expect(named).to.include.members(["metadata", "names", "document of evolution 0", "digest of evolution 0"]);
    });

    it("names the source when the stored text differs", async () => {
      const { ledger, consumer, id } = await at().deployed();
      const [chunk] = await consumer.chunksOf((await ledger.termsOf(id, 1)).sourceHash);
      await editCode(at(), chunk!, (code) => code.replace(hexOf("You are"), hexOf("You was")));
      expect(subjects(await at().refused("token verify", NAME))).to.deep.equal(["source"]);
    });

    it("names the event when an entry's reading differs", async () => {
      await store(at(), entrySlot((await at().deployed()).id, 0) + 1n, 777n);
      const ended = await at().refused("token verify", NAME);
      expect(subjects(ended)).to.deep.equal(["event of evolution 0"]);
      expect(ended.stdout).to.match(/the event says reading 136600, not 777;/);
    });
  });

  describe("verify, when an entry names a version that never was", () => {
    beforeEach(settled);

    it("names the evolution", async () => {
      const { ledger, id } = await at().deployed();
      const slot = entrySlot(id, 0);
      const header = BigInt(await at().network.ethers.provider.getStorage(ledger, slot));
      // The version's lowest bit stands above 56 bits of time.
      await store(at(), slot, header ^ (8n << 56n));
      expect(subjects(await at().refused("token verify", NAME))).to.include("evolution 0");
    });
  });

  describe("verify, when the node lies about one call", () => {
    beforeEach(settled);

    it("tells the truth through a node that tells it", async () => {
      const ended = await through(at(), (_, truth) => truth);
      expect(ended.exitCode, ended.stderr).to.equal(0);
    });

    for (const [method, change, named] of [
      ["contentDigestAt", () => [`0x${"12".repeat(32)}`], ["digest of evolution 0"]],
      ["contentIdAt", () => ["bafkreiabcd"], ["content id of evolution 0"]],
      ["documentAt", () => [toUtf8("{}")], ["document of evolution 0"]],
      ["sourceOf", () => ["return 2"], ["source"]],
      ["PROGRAM", () => [2n], ["collection"]],
      ["LEDGER", () => [`0x${"34".repeat(20)}`], ["collection"]],
    ] as const)
      it(`names ${named.join(" and ")} for ${method}`, () => lied(at(), method, change, named));

    it("names digest, content id, document, status and event for an entry with another reading", () =>
      lied(at(), "evolutionAt", ([entry]) => [{ ...fields(entry), reading: 136_700n }], [
        ...["status", "metadata", "document of evolution 0", "digest of evolution 0", "content id of evolution 0"],
        "event of evolution 0",
      ]));

    it("names bounds and event for an entry settled before its time", () =>
      lied(at(), "evolutionAt", ([entry]) => [{ ...fields(entry), settledAt: 1_330_214_401n }], [
        ...["event of evolution 0", "bounds of evolution 0"],
      ]));

    it("names status and metadata for a status with another multiplier", () =>
      lied(at(), "statusOf", ([status]) => [{ ...fields(status), multiplier: 12_500n }], ["status", "metadata"]));

    it("names the move when the terms do not allow it", () =>
      lied(at(), "termsOf", ([terms]) => [{ ...fields(terms), transitions: 1n }], ["move of evolution 0"]));

    it("names the history for a status with one entry more", async () => {
      const ended = await through(
        at(),
        await lieAbout(at(), "statusOf", ([one]) => [{ ...fields(one), evolutions: 2n }]),
      );
      expect(subjects(ended)).to.include("history");
    });

    it("names bundle, prompt and registration for other terms", () =>
      lied(at(), "termsOf", ([terms]) => [{ ...fields(terms), promptDigest: `0x${"56".repeat(32)}` }], [
        ...["metadata", "registration", "prompt", "document of evolution 0", "digest of evolution 0"],
        ...["content id of evolution 0", "event of evolution 0"],
      ]));

    it("names the names where the ledger says others than its contract code", () =>
      lied(at(), "termsOf", ([terms]) => [{ ...fields(terms), vocabulary: "0x0100" }], ["names"]));

    it("names the registration for another hash of the names", () =>
      lied(at(), "vocabularyOf", ([pointer]) => [pointer, `0x${"78".repeat(32)}`], ["names", "registration"]));

    it("names source and bundle for another committed source", async () => {
      const { consumer } = await at().deployed();
      await consumer.storeSource("return 3");
      const sourceHash = keccak256(toUtf8Bytes("return 3"));
      await lied(at(), "termsOf", ([terms]) => [{ ...fields(terms), sourceHash }], ["registration", "bundle"]);
    });

    it("names history and event when the events are withheld", async () => {
      const { ledger } = await at().deployed();
      const topic = ledger.interface.getEvent("Evolved").topicHash;
      const ended = await through(at(), ({ method, params }, truth) =>
        method === "eth_getLogs" && JSON.stringify(params).includes(topic) ? [] : truth,
      );
      expect(subjects(ended)).to.deep.equal(["history", "event of evolution 0"]);
    });

    it("names the metadata for another token URI", async () => {
      const { collection } = await at().deployed();
      const uri = await collection.tokenURI(1);
      const json = Buffer.from(uri.split(",")[1]!, "base64").toString().replace('"fresh"', '"fallback"');
      const other = `data:application/json;base64,${Buffer.from(json).toString("base64")}`;
      await lied(at(), "tokenURI", () => [other], ["metadata"]);
    });
  });
}

/** What a failed verification names. */
function subjects({ stderr, exitCode, stdout }: Ended): string[] {
  expect(exitCode, stdout).to.equal(1);
  expect(stdout, stderr).to.contain("Nothing is proven while something above does not hold.");
  expect(stderr).to.match(/^ {2}try: ask another node of this chain/m);
  const named = /^error: \d+ things? did not hold: (.*)\.$/m.exec(stderr);
  expect(named, stderr).to.not.equal(null);
  return named![1]!.split(", ");
}

type Change = (truth: readonly unknown[]) => readonly unknown[];

/** Runs the verification through a node that lies about one view, and sees what it names. */
async function lied(ground: Ground, method: string, change: Change, named: readonly string[]): Promise<void> {
  expect(subjects(await through(ground, await lieAbout(ground, method, change)))).to.have.members([...named]);
}

async function lieAbout(ground: Ground, method: string, change: Change): Promise<Lie> {
  const contract = contractWith(await ground.deployed(), method);
  const fragment = contract.interface.getFunction(method)!;
  return (call, truth) => {
    const [transaction] = call.params as readonly [{ readonly to?: string; readonly data?: string }];
    if (call.method !== "eth_call" || !transaction.data?.startsWith(fragment.selector)) return truth;
    const decoded = contract.interface.decodeFunctionResult(fragment, truth as string);
    return AbiCoder.defaultAbiCoder().encode(fragment.outputs, [...change([...decoded])]);
  };
}

function contractWith({ ledger, consumer, collection }: Deployed, method: string): BaseContract {
  return [ledger, consumer, collection].find((each) => (each as BaseContract).interface.hasFunction(method))!;
}

async function through(ground: Ground, lie: Lie): Promise<Ended> {
  await using node = await startLyingNode(ground.url, lie);
  const hre = await hardhatAt(node.url, ground.hre.config.paths.ignition);
  return await runTask(hre, "token verify", NAME);
}

/** A struct's fields, all levels. */
function fields(struct: unknown): Record<string, unknown> {
  return (struct as Result).toObject(true);
}

async function editCode(ground: Ground, address: string, edit: (code: string) => string): Promise<void> {
  const { provider } = ground.network;
  const code = (await provider.request({ method: "eth_getCode", params: [address, "latest"] })) as string;
  const edited = edit(code);
  expect(edited).to.not.equal(code);
  await provider.request({ method: "hardhat_setCode", params: [address, edited] });
}

/** Of an entry's first word: `_history[program][index]`. */
function entrySlot(program: number, index: number): bigint {
  const coder = AbiCoder.defaultAbiCoder();
  const outer = keccak256(coder.encode(["uint256", "uint256"], [program, HISTORY_SLOT]));
  return BigInt(keccak256(coder.encode(["uint256", "bytes32"], [index, outer])));
}

async function store(ground: Ground, slot: bigint, value: bigint): Promise<void> {
  const { ledger } = await ground.deployed();
  const params = [String(ledger.target), toBeHex(slot), toBeHex(value, 32)];
  await ground.network.provider.request({ method: "hardhat_setStorageAt", params });
}

function hexOf(text: string): string {
  return Buffer.from(text).toString("hex");
}

function toUtf8(text: string): string {
  return `0x${hexOf(text)}`;
}
