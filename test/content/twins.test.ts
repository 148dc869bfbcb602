/*
 * The Solidity twins against test/vectors/*.json
 * ├── AnswerCodec
 * │   ├── every valid answer: decoded to its fields, encoded to its bytes, its program found
 * │   └── every other: a reason by name; what the form cannot tell is left to the ledger, by name
 * ├── ContentId: every digest
 * ├── ContentDocument
 * │   ├── every document: byte for byte, with its digest and content id
 * ├── VocabularyCheck, Vocabulary
 * │   ├── every valid blob: accepted with its states and bits, and described in its words
 * │   └── every other: a named error
 * └── the tail
 *     ├── every vector: as RequestBlob writes it
 *     └── every vector without a candidate: as FunctionsConsumer.requestData writes it, of a program that listens if holders said something
 */
import { expect } from "chai";
import cbor from "cbor";
import { type Contract, getBytes, hexlify, id, keccak256, toUtf8Bytes } from "ethers";
import hre from "hardhat";

import { REASONS, type ReasonName } from "../helpers/ledger.ts";
import { SOURCE } from "../helpers/sample.ts";
import { answers, contentIds, documents, tails, vocabularies } from "./vectors.ts";

/** `Manner` of contracts/test/Tallies.sol. */
const HONEST = 0;

type Connection = Awaited<ReturnType<typeof hre.network.create>>;

/** Which reason the codec gives, by a word of the vector's own. */
const BY_FORM: readonly [RegExp, ReasonName][] = [
  [/^empty$| bytes$/, "Length"],
  [/^format/, "Format"],
  [/^kind/, "Kind"],
  [/spare bit/, "SpareBits"],
  [/^reading/, "Reading"],
  // These are the ledger's to refuse, as Reason.Decider and Reason.HoldFields: test/evolution/reasons.test.ts.
  [/decider|^hold with/, "None"],
];

const ERRORS: readonly [RegExp, string][] = [
  [/another key|stands as a trait|stands twice$/, "VocabularyMember"],
  [/are alike$/, "VocabularyTwice"],
  [/do(es)? not ascend/, "VocabularyOrder"],
  // The captions' size is read as a member's source and the length of its key.
  [/^one member fewer/, "VocabularyName"],
  [/captions without|fewer captions/, "VocabularyCaptions"],
  [/^a trait (\d bits|past)|^traits overlap|^more values/, "VocabularyTrait"],
  [/upper case|without a name|quote|underscore|backslash|line break|beyond ASCII|an empty caption/, "VocabularyName"],
];

describe("the Solidity twins", () => {
  let connection: Connection;
  let harness: Contract;
  before(async () => {
    connection = await hre.network.create();
    harness = (await connection.ethers.deployContract("ContentHarness")) as unknown as Contract;
  });
  after(() => connection.close());

  const call = (name: string, ...args: unknown[]) => harness.getFunction(name).staticCall(...args);

  describe("AnswerCodec", () => {
    for (const vector of answers.valid) {
      it(`reads and writes: ${vector.name}`, async () => {
        const { name: _, bytes, programVersion, contentDigest, ...rest } = vector;
        const [reason, answer] = await call("decode", bytes);
        expect(REASONS[Number(reason)]).to.equal("None");
        const fields = { ...rest, version: programVersion, digest: contentDigest };
        expect(textOf(answer.toObject())).to.deep.equal(fields);
        expect(await call("encode", fields)).to.equal(bytes);
        expect(await call("programOf", bytes)).to.equal(BigInt(vector.program));
      });
    }

    for (const { why, bytes } of answers.invalid) {
      it(`refuses: ${why}`, async () => {
        const [reason] = await call("decode", bytes);
        expect(REASONS[Number(reason)]).to.equal(firstMatch(BY_FORM, why));
      });
    }
  });

  describe("ContentId", () => {
    for (const { content, digest, contentId } of contentIds) {
      it(`names ${JSON.stringify(content).slice(0, 40)}`, async () => {
        expect(await call("contentId", digest)).to.equal(contentId);
      });
    }
  });

  describe("ContentDocument", () => {
    for (const vector of documents) {
      it(`writes: ${vector.name}`, async () => {
        const { name: _, vocabulary, document, digest, contentId, ...fields } = vector;
        await call("validate", vocabulary);
        const [reason, bytes, written] = await call("build", vocabulary, fields);
        expect(REASONS[Number(reason)]).to.equal("None");
        expect(Buffer.from(getBytes(bytes)).toString()).to.equal(document);
        expect(written).to.equal(digest);
        expect(await call("contentId", written)).to.equal(contentId);
      });
    }
  });

  describe("Vocabulary", () => {
    for (const { name, vocabulary, blob } of vocabularies.valid) {
      it(`accepts and describes: ${name}`, async () => {
        const { program, states, traits, captions } = vocabulary;
        const bits = traits.map(({ offset, width }) => ((1n << BigInt(width)) - 1n) << BigInt(offset));
        expect([...(await call("validate", blob))]).to.deep.equal([
          BigInt(states.length),
          bits.reduce((all, some) => all | some, 0n),
        ]);
        for (const [state, word] of states.entries()) {
          const indices = traits.map(({ values }) => (state * 7) % values.length);
          const packed = traits.reduce((all, { offset }, i) => all | (BigInt(indices[i]!) << BigInt(offset)), 0n);
          const { traits: shown, ...described } = (await call("describe", blob, state, packed)).toObject();
          const captionIndex = indices[traits.findIndex((trait) => trait.name === "caption")];
          expect(described).to.deep.equal({
            program,
            state: word,
            states: BigInt(states.length),
            caption: captionIndex === undefined ? "" : captions[captionIndex],
          });
          expect([...shown].map((trait) => [...trait])).to.deep.equal(
            traits.map(({ name, values }, i) => {
              const index = indices[i]!;
              return [name, values[index], BigInt(index), BigInt(values.length)];
            }),
          );
        }
      });
    }

    for (const { why, blob } of vocabularies.invalid) {
      it(`refuses by name: ${why}`, async () => {
        const expected = firstMatch(ERRORS, why) ?? "VocabularyMalformed";
        await expect(call("validate", blob)).to.be.revertedWithCustomError(harness, expected);
      });
    }
  });

  describe("the tail", () => {
    for (const vector of tails) {
      it(`is as RequestBlob writes it: ${vector.name}`, async () => {
        const { program, interactions, candidateHeader, candidateReading } = vector;
        const blob = await call("tail", program, askOf(vector), interactions, candidateHeader, candidateReading);
        expect(tailIn(blob)).to.equal(vector.bytes);
      });
    }

    for (const vector of tails.filter(({ candidateHeader }) => /^0x0*$/.test(candidateHeader))) {
      it(`is as FunctionsConsumer.requestData writes it: ${vector.name}`, async () => {
        const { ethers } = connection;
        const [deployer] = await ethers.getSigners();
        const manager = await ethers.deployContract("AccessManager", [deployer!]);
        const sourceHash = keccak256(toUtf8Bytes(SOURCE));
        const ledger = await ethers.deployContract("FixedLedger", [sourceHash]);
        const consumer = await ethers.deployContract("FunctionsConsumer", [manager, deployer!, id("don"), ledger]);
        await ledger.set(askOf(vector));
        await consumer.storeSource(SOURCE);
        await consumer.configure(vector.program, {
          ...{ sourceHash, subscriptionId: 1, maxGasPrice: 1, requestTimeout: 300, backoff: 1, grace: 0 },
          maxAttempts: 1,
          confirm: false,
        });
        if (BigInt(vector.interactions) !== 0n) {
          const tally = await ethers.deployContract("FickleTally");
          await tally.set(vector.interactions, HONEST);
          await consumer.setSignals(vector.program, tally);
        }
        expect(tailIn(await consumer.requestData(vector.program))).to.equal(vector.bytes);
      });
    }
  });
});

const firstMatch = <T>(table: readonly [RegExp, T][], text: string): T | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/** Numbers as the vectors write them. */
const textOf = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

/** The first of a request's `bytesArgs`; `data` is a CBOR map without its delimiters. */
function tailIn(data: string): string {
  const [map] = cbor.decodeAllSync(Buffer.from(getBytes(`0xbf${data.slice(2)}ff`))) as [Record<string, Uint8Array[]>];
  return hexlify(map.bytesArgs![0]!);
}

const askOf = (vector: (typeof tails)[number]) => ({
  period: vector.period,
  periodEnd: vector.periodEnd,
  version: vector.programVersion,
  lastState: vector.lastState,
  lastReading: vector.lastReading,
  dueAt: 0,
  due: true,
  banded: false,
});
