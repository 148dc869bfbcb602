import { expect } from "chai";
import { AbiCoder, keccak256, toBeHex } from "ethers";

import type { Ground } from "../program/ground.ts";
import { NAME, subjects } from "./through-lies.ts";

/** Place of `_history` among the ledger's storage slots. */
const HISTORY_SLOT = 3n;

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
