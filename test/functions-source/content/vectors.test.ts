import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { expect } from "chai";
import { CID } from "multiformats/cid";
import { create } from "multiformats/hashes/digest";

import { tryDecodeAnswer } from "../../../functions-source/content/answer.ts";
import { toContentId } from "../../../functions-source/content/contentId.ts";
import { toDocument } from "../../../functions-source/content/document.ts";
import { toBytes } from "../../../functions-source/content/hex.ts";
import { decodeVocabulary } from "../../../functions-source/content/readVocabulary.ts";
import { rebuildDocument } from "../../../functions-source/content/rebuild.ts";
import { decodeTail, encodeTail } from "../../../functions-source/content/tail.ts";
import { encodeVocabulary } from "../../../functions-source/content/vocabulary.ts";

const FOLDER = new URL("../../vectors/", import.meta.url);
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const read = (name: string): any => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.slice(2), "hex"));

describe("the shared vectors", () => {
  it("are what the generator writes", () => {
    execFileSync(process.execPath, [new URL("generate.ts", FOLDER).pathname, "--check"]);
  });

  describe("answer.json", () => {
    const { valid, invalid } = read("answer.json");
    for (const { name, bytes, ...fields } of valid) {
      it(`decodes: ${name}`, () => {
        const answer = tryDecodeAnswer(bytesOf(bytes))!;
        expect(Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, `${value}`]))).to.deep.equal(
          fields,
        );
      });
    }
    for (const { why, bytes } of invalid) {
      it(`refuses: ${why}`, () => expect(tryDecodeAnswer(bytesOf(bytes))).to.equal(undefined));
    }
  });

  describe("tail.json", () => {
    for (const vector of read("tail.json")) {
      it(`decodes and encodes: ${vector.name}`, () => {
        const fields = decodeTail(vector.bytes);
        const candidate =
          (BigInt(vector.candidateHeader) << 256n) | BigInt.asUintN(256, BigInt(vector.candidateReading));
        const { program, period, periodEnd, programVersion, lastState, lastReading, interactions } = vector;
        expect(fields.map(String)).to.deep.equal(
          [program, period, periodEnd, programVersion, lastState, lastReading, candidate, interactions].map(String),
        );
        expect(encodeTail(fields)).to.equal(vector.bytes);
        expect(vector.bytes).to.have.length(2 + 106 * 2);
      });
    }
    it("refuses missing, short, long and foreign tails", () => {
      const [{ bytes }] = read("tail.json");
      for (const bad of [undefined, "", "0x", bytes.slice(0, -2), bytes + "00", bytes.replace("0x01", "0x02")])
        expect(() => decodeTail(bad)).to.throw(/^BAD_ARGS:tail$/);
    });
  });

  it("rebuilds no document for bits that belong to no trait", () => {
    const { vocabulary, decider, state, multiplier, period, periodEnd, reading, promptDigest } =
      read("document.json")[0];
    const numbers = { decider: Number(decider), state: Number(state), multiplier: Number(multiplier), promptDigest };
    const times = { period: BigInt(period), periodEnd: BigInt(periodEnd), reading: BigInt(reading) };
    expect(() => rebuildDocument(decodeVocabulary(vocabulary), { ...numbers, ...times, traits: 1n << 63n })).to.throw(
      "The traits have bits that belong to no trait.",
    );
  });

  describe("document.json", () => {
    for (const vector of read("document.json")) {
      it(`rebuilds: ${vector.name}`, () => {
        const { name: _name, vocabulary, document, digest, contentId, ...numbers } = vector;
        const rebuilt = rebuildDocument(decodeVocabulary(vocabulary), {
          decider: Number(numbers.decider),
          state: Number(numbers.state),
          traits: BigInt(numbers.traits),
          multiplier: Number(numbers.multiplier),
          period: BigInt(numbers.period),
          periodEnd: BigInt(numbers.periodEnd),
          reading: BigInt(numbers.reading),
          promptDigest: numbers.promptDigest,
        });
        expect(rebuilt).to.equal(document);
        expect("0x" + createHash("sha256").update(document).digest("hex")).to.equal(digest);
        expect(toContentId(digest)).to.equal(contentId);
        // Canonical: parsing and writing again with sorted keys changes nothing.
        expect(toDocument(JSON.parse(document))).to.equal(document);
        expect(JSON.stringify(JSON.parse(document))).to.equal(document);
      });
    }
    it("says which number has no name", () => {
      const { vocabulary, promptDigest } = read("document.json")[0];
      const numbers = { traits: 0n, multiplier: 1, period: 1n, periodEnd: 1n, reading: 1n, promptDigest };
      const rebuild = (decider: number, state: number) =>
        rebuildDocument(decodeVocabulary(vocabulary), { ...numbers, decider, state });
      expect(() => rebuild(1, 9)).to.throw("The state has no name for 9.");
      expect(() => rebuild(0, 1)).to.throw("The decider has no name for 0.");
    });
  });

  describe("content-id.json", () => {
    for (const { content, digest, contentId } of read("content-id.json")) {
      it(`agrees with multiformats: ${content ?? digest.slice(0, 4)}`, () => {
        expect(CID.createV1(0x55, create(0x12, bytesOf(digest))).toString()).to.equal(contentId);
        expect(toContentId(digest)).to.equal(contentId);
      });
    }
    it("refuses what is no digest", () => expect(() => toContentId("0x12")).to.throw("64 hexadecimal digits"));
  });

  describe("vocabulary.json", () => {
    const { valid, invalid } = read("vocabulary.json");
    for (const { name, vocabulary, blob } of valid) {
      it(`decodes and encodes: ${name}`, () => {
        expect(decodeVocabulary(blob)).to.deep.equal(vocabulary);
        expect(encodeVocabulary(vocabulary)).to.equal(blob);
      });
    }
    for (const { why, blob } of invalid) {
      it(`refuses: ${why}`, () => expect(() => decodeVocabulary(blob)).to.throw(/^Vocabulary: .*\.$/s));
    }
    it("fits a contract's code", () => {
      for (const { blob } of valid) expect((blob.length - 2) / 2 + 1).to.be.at.most(24_576);
    });
  });
});

describe("toBytes", () => {
  it("reads hexadecimal digits", () => expect([...toBytes("00ff10")]).to.deep.equal([0, 255, 16]));
});
