import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import type { Ground } from "../program/ground.ts";
import { fields, lieAbout, lied, subjects, through } from "./through-lies.ts";

export function liesSuite(at: () => Ground): void {
  const settled = async (): Promise<void> => {
    await at().run("token mint", { name: "sp500" });
    await at().look();
  };

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

function toUtf8(text: string): string {
  return `0x${Buffer.from(text).toString("hex")}`;
}
