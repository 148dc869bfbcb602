import { createHash } from "node:crypto";

import { expect } from "chai";

import { DAY, PERIOD_END, exchanges, openaiReply, runProgram, tail } from "./support.ts";
import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import { rebuildDocument } from "../../functions-source/content/rebuild.ts";
import { encodeTally } from "../../functions-source/content/tally.ts";
import { change, swayed } from "../../functions-source/measures.ts";
import { core, default as program } from "../../functions-source/programs/bitcoin.ts";
import { promptOf } from "../../functions-source/prompt.ts";
import { termsOf, vocabularyOf } from "../../functions-source/registration.ts";

const digestOf = (text: string): string => "0x" + createHash("sha256").update(text).digest("hex");
const promptDigest = digestOf(promptOf(core));

/*
 * evolve
 * ├── when the tail is no tail, or names a state that does not exist: BAD_ARGS
 * ├── when the feeds give no reading: their error, and no AI is asked
 * ├── before the first evolution: EVOLVE, from the preset's state
 * ├── when the reading moved less than the threshold: HOLD, and no AI is asked
 * ├── when it moved
 * │   ├── with an AI's answer: EVOLVE by the model
 * │   ├── without: EVOLVE by the rules
 * │   └── in a confirmation round: the same bytes as the candidate, or CANDIDATE
 * └── when holders signalled
 *     ├── a program that does not listen: nothing changes
 *     ├── one that does: the shifted measure decides, and AIs are told of it
 *     └── the reading moved less than the threshold: HOLD, whatever they say
 */
describe("evolve", () => {
  // 90,100.90 dollars, at a quantum of 500 dollars.
  const feeds = exchanges({ coinbase: 90_100.9, kraken: "90110.0", bitstamp: "90120.5" });
  const READING = 9_000_000n;
  const decode = (bytes: Uint8Array) => tryDecodeAnswer(bytes)!;

  it("refuses a tail of another format before it asks anything", () => {
    expect(() => runProgram(core, "0x00", feeds)).to.throw(/^BAD_ARGS:tail$/);
  });
  it("refuses a last state that the program does not have", () => {
    expect(() => runProgram(core, tail({ lastState: 5n }), feeds)).to.throw(/^BAD_ARGS:state$/);
  });
  it("passes on the feeds' error without asking an AI", () => {
    const replies = { ...feeds, "api.kraken.com": undefined, "www.bitstamp.net": undefined };
    expect(() => runProgram(core, tail(), replies, { openaiKey: "k" })).to.throw(/^FEED_QUORUM:ok,none,none$/);
  });

  describe("before the first evolution", () => {
    const first = tail({ lastState: 255n });
    it("evolves from the preset's state by the rules, with a measure of zero", () => {
      const { value, batches } = runProgram(core, first, feeds);
      expect(batches).to.have.length(1);
      expect(decode(value)).to.deep.include({ kind: 1, decider: 2, state: 2, reading: READING, multiplier: 10_000 });
    });
    it("evolves even if the reading lies below the threshold", () => {
      const low = exchanges({ coinbase: 0.01, kraken: "0.01" });
      expect(decode(runProgram(core, first, low).value)).to.include({ kind: 1, reading: 0n });
    });
  });

  describe("when the reading moved less than the threshold", () => {
    const lastReading = 8_850_000n; // 1.69 % below
    const { value, batches } = runProgram(core, tail({ lastReading }), feeds, { openaiKey: "k" });
    it("holds with the last evolution's reading, and asks no AI", () => {
      expect(batches).to.have.length(1);
      expect(decode(value)).to.deep.equal({
        ...{ kind: 2, decider: 0, state: 0, traits: 0n, multiplier: 0, period: 20_777n, program: 7, programVersion: 2 },
        ...{ reading: lastReading, contentDigest: "0x" + "00".repeat(32), promptDigest },
      });
    });
    it("gives the same bytes for every small move", () => {
      const other = exchanges({ coinbase: 89_000, kraken: "89000" });
      expect(runProgram(core, tail({ lastReading }), other).value).to.deep.equal(value);
    });
    it("holds just below the threshold and evolves at it, up and down", () => {
      const kindFrom = (from: bigint) => decode(runProgram(core, tail({ lastReading: from }), feeds).value).kind;
      // 200 basis points: 9,000,000 is 199.99 above 8,823,531 and 200 above 8,823,529.
      expect([kindFrom(8_823_531n), kindFrom(8_823_529n)]).to.deep.equal([2, 1]);
      expect([kindFrom(9_183_672n), kindFrom(9_183_674n)]).to.deep.equal([2, 1]);
    });
  });

  describe("when the reading moved", () => {
    const moved = tail({ lastReading: 8_500_000n }); // 588 basis points: flow
    it("asks the AI what the rules know, in canonical JSON", () => {
      const { batches } = runProgram(core, moved, feeds, { openaiKey: "k" });
      const { messages } = JSON.parse(batches[1]!.requests[0]!.init.body!);
      expect(messages[0].content).to.equal(promptOf(core));
      expect(messages[1].content).to.equal('{"from":"drift","measure":588,"reading":9000000}');
    });
    it("evolves by the model's answer", () => {
      const reply = openaiReply({ state: "surge", mood: "greed" });
      const { value } = runProgram(core, moved, { ...feeds, "api.openai.com": reply }, { openaiKey: "k" });
      expect(decode(value)).to.deep.include({ kind: 1, decider: 1, state: 4, multiplier: 15_000, reading: READING });
    });
    it("evolves by the rules without an AI", () => {
      const answer = decode(runProgram(core, moved, feeds).value);
      expect(answer).to.deep.include({ kind: 1, decider: 2, state: 3, multiplier: 11_000, reading: READING });
    });
    it("hashes the very document that the chain rebuilds", () => {
      const { vocabulary } = termsOf(program, { hash: "0x", promptDigest });
      for (const secrets of [{}, { openaiKey: "k" }]) {
        const reply = openaiReply({ state: "flow", mood: "doubt" });
        const replies = { ...feeds, "api.openai.com": reply };
        const answer = decode(runProgram(core, moved, replies, secrets).value);
        const document = rebuildDocument(decodeVocabulary(vocabulary), { ...answer, periodEnd: BigInt(PERIOD_END) });
        expect(answer.contentDigest).to.equal(digestOf(document));
      }
    });
    it("carries the derived traits: palette from season and state, caption from state and mood", () => {
      const reply = openaiReply({ state: "flow", mood: "doubt" });
      const { traits } = decode(
        runProgram(core, moved, { ...feeds, "api.openai.com": reply }, { openaiKey: "k" }).value,
      );
      const named = vocabularyOf(program).traits.map(({ name, offset, width, values }) => {
        return [name, values[Number((traits >> BigInt(offset)) & ((1n << BigInt(width)) - 1n))]];
      });
      // November is autumn, flow stands in the upper half of the states, doubt in the lower half of the moods.
      expect(Object.fromEntries(named)).to.deep.equal({
        ...{ caption: "flow-dim", energy: "slow", mood: "doubt", palette: "ember" },
      });
    });
    it("makes no more than five requests, whatever fails", () => {
      const { batches } = runProgram(core, moved, feeds, { openaiKey: "k", mistralKey: "k" });
      expect(batches.map(({ requests }) => requests.length)).to.deep.equal([2, 2, 1]);
      expect(batches.reduce((sum, { timeoutMs }) => sum + timeoutMs, 0)).to.be.below(9_000);
    });
  });

  describe("in a confirmation round", () => {
    const own = runProgram(core, tail({ lastReading: 8_500_000n }), feeds).value;
    const words = BigInt("0x" + Buffer.from(own.subarray(0, 64)).toString("hex"));
    const confirm = (candidate: bigint, lastReading = 8_500_000n) =>
      runProgram(core, tail({ lastReading, candidate }), feeds).value;
    it("vouches with the same bytes", () => expect(confirm(words)).to.deep.equal(own));
    it("errs on another header or reading", () => {
      expect(() => confirm(words ^ (1n << 300n))).to.throw(/^CANDIDATE:010203$/);
      expect(() => confirm(words ^ 1n)).to.throw(/^CANDIDATE:/);
    });
    it("errs when its own answer is HOLD", () => expect(() => confirm(words, 9_000_000n)).to.throw(/^CANDIDATE:/));
  });

  it("is a function of its replies: equal replies, equal bytes", () => {
    const runs = Array.from({ length: 3 }, () => runProgram(core, tail({ lastReading: 1n }), feeds).value);
    expect(new Set(runs.map((bytes) => Buffer.from(bytes).toString("hex"))).size).to.equal(1);
  });
  it("looks at the period's last day", () => {
    const early = tail({ periodEnd: BigInt(DAY) });
    expect(() => runProgram(core, early, feeds)).to.throw(/^NOT_FINAL:absent,absent,absent$/);
  });

  describe("when holders signalled", () => {
    const lastReading = 8_500_000n; // 5.88 % below: "climb" to the rules
    const listening = { ...core, measure: swayed(change, 800n, 3n) };
    const of = (calm: number, stir: number): bigint => encodeTally({ calm, stir, darken: 0, brighten: 0 });
    const stateOf = (interactions: bigint, of = listening): number =>
      decode(runProgram(of, tail({ lastReading, interactions }), feeds).value).state;

    it("is the same to a program that does not listen", () => {
      expect(stateOf(of(9, 0), core)).to.equal(stateOf(0n, core));
    });

    it("lets them shift the measure by which a listening program chooses", () => {
      const unmoved = stateOf(0n, core);
      expect([of(0, 0), of(2, 0), of(4, 4)].map((each) => stateOf(each))).to.deep.equal([unmoved, unmoved, unmoved]);
      expect(stateOf(of(3, 0))).to.equal(unmoved - 2);
      expect(stateOf(of(0, 3))).to.equal(unmoved + 1);
    });

    it("tells the AIs the shifted measure beside the true reading", () => {
      const measured = (interactions: bigint): string => {
        const { batches } = runProgram(listening, tail({ lastReading, interactions }), feeds, { openaiKey: "k" });
        return /measure[\\": ]+(-?\d+).*reading[\\": ]+9000000/.exec(batches[1]!.requests[0]!.init.body!)![1]!;
      };
      expect([measured(0n), measured(of(3, 0))]).to.deep.equal(["588", "-212"]);
    });

    it("holds when the world has hardly moved, whatever they say", () => {
      const { value } = runProgram(listening, tail({ lastReading: 8_950_000n, interactions: of(0, 9) }), feeds);
      expect(decode(value)).to.include({ kind: 2 });
    });
  });
});
