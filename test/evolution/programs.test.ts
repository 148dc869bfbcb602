/*
 * EvolutionLedger: programs and their versions
 * ├── registerProgram
 * │   ├── good terms: kept as given, an id from 1, an event that names what was committed
 * │   ├── each field that contradicts the others: TermsInvalid with its name
 * │   └── each fault of a vocabulary: its own error
 * ├── updateProgram
 * │   ├── anchor and period length stay; an unknown program is named
 * │   ├── history goes on: old evolutions keep their version, terms and document
 * │   ├── the next evolution moves from the new preset's state, whatever came before
 * │   └── HOLD is refused until then
 * └── views of what is not there: a named error with what was asked
 */
import { expect } from "chai";
import { ZeroAddress, ZeroHash, encodeBytes32String, keccak256 } from "ethers";

import { vocabularies } from "../content/vectors.ts";
import { asObject } from "../helpers/objects.ts";
import { FIRST_PERIOD, FRESH, type Ground, REASONS, deployLedger, logsOf } from "../helpers/ledger.ts";
import { DAY, PROMPT_DIGEST, VOCABULARY, evolve, hold, terms } from "../helpers/sample.ts";

/** One field of the terms changed, and the field that the error names. */
const CONTRADICTIONS: readonly [Record<string, unknown>, string][] = [
  [{ sourceHash: ZeroHash }, "sourceHash"],
  [{ promptDigest: ZeroHash }, "promptDigest"],
  [{ anchor: 2 * FIRST_PERIOD * DAY }, "anchor"],
  [{ periodLength: 599 }, "periodLength"],
  [{ staleAfter: 0 }, "staleAfter"],
  [{ fallbackAfter: 2 }, "fallbackAfter"],
  // A ladder that would leave uint40 seconds.
  [{ fallbackAfter: 65_535, periodLength: 366 * DAY }, "fallbackAfter"],
  [{ minMultiplier: 20_001 }, "minMultiplier"],
  [{ preset: { state: 1, traits: 0, reading: 0, multiplier: 20_001 } }, "preset.multiplier"],
  [{ preset: { state: 4, traits: 0, reading: 0, multiplier: 8_000 } }, "preset.state"],
  // Bit 3 belongs to no trait; the caption 3 has no name.
  [{ preset: { state: 1, traits: 8, reading: 0, multiplier: 8_000 } }, "preset.traits"],
  [{ preset: { state: 1, traits: 3, reading: 0, multiplier: 8_000 } }, "preset.traits"],
  // To a fifth state, from a fifth state, and a fourth state that nothing leads to.
  [{ transitions: terms().transitions | (1n << 4n) }, "transitions"],
  [{ transitions: terms().transitions | (1n << 64n) }, "transitions"],
  [{ transitions: 0x3n | (0x7n << 16n) | (0x6n << 32n) | (0xdn << 48n) }, "transitions"],
  [{ maxDeviation: 1 }, "maxDeviation"],
  [{ referenceFeed: `0x${"11".repeat(20)}` }, "maxDeviation"],
  [{ referenceFeed: `0x${"11".repeat(20)}`, maxDeviation: 10_001 }, "maxDeviation"],
  [{ referenceShift: 31 }, "referenceShift"],
  [{ referenceShift: -31 }, "referenceShift"],
];

describe("EvolutionLedger: programs", () => {
  let g: Ground;
  beforeEach(async () => {
    g = await deployLedger();
  });
  afterEach(() => g.close());

  describe("registerProgram", () => {
    it("keeps the terms as they were given and says what it committed", async () => {
      const given = terms({ referenceFeed: `0x${"11".repeat(20)}`, maxDeviation: 500, referenceShift: -3 });
      const sent = await g.curated.registerProgram(given);
      const [pointer, hash] = await g.ledger.vocabularyOf(2, 1);
      expect(await logsOf(g.ledger, sent)).to.deep.equal([
        {
          name: "ProgramRegistered",
          args: [2n, 1n, given.sourceHash, PROMPT_DIGEST, pointer, keccak256(VOCABULARY)],
        },
      ]);
      expect(hash).to.equal(keccak256(VOCABULARY));
      expect(await g.ethers.provider.getCode(pointer)).to.equal(`0x00${VOCABULARY.slice(2)}`);
      expect(await g.ledger.programs()).to.equal(2n);
      expect(await g.ledger.versionOf(2)).to.equal(1n);
      const kept = asObject(await g.ledger.termsOf(2, 1));
      const preset = Object.fromEntries(Object.entries(given.preset).map(([name, value]) => [name, BigInt(value)]));
      for (const [name, value] of Object.entries(given)) {
        if (name === "preset") expect(asObject(kept.preset), name).to.deep.equal(preset);
        else expect(kept[name], name).to.equal(typeof value === "number" ? BigInt(value) : value);
      }
    });

    it("takes a program without a feed, with one state and no traits", async () => {
      const { blob } = vocabularies.valid.find(({ name }) => name === "narrowest")!;
      const preset = { state: 0, traits: 0, reading: 0, multiplier: 0 };
      await g.curated.registerProgram(terms({ vocabulary: blob, transitions: 0, preset }));
      expect((await g.ledger.statusOf(2)).state).to.equal(0n);
      expect(await g.ledger.bandOf(2)).to.deep.equal([0n, 0n]);
    });

    for (const [change, field] of CONTRADICTIONS) {
      const [name] = Object.keys(change);
      it(`names ${field} when ${name} contradicts it: ${shown(change)}`, async () => {
        await expect(g.curated.registerProgram(terms(change)))
          .to.be.revertedWithCustomError(g.termsCheck, "TermsInvalid")
          .withArgs(encodeBytes32String(field));
        expect(await g.ledger.programs()).to.equal(1n);
      });
    }

    it("passes on each error of the vocabulary", async () => {
      const seen = new Set<string>();
      for (const { why, blob } of vocabularies.invalid) {
        const attempt = g.curated.registerProgram.staticCall(terms({ vocabulary: blob }));
        const data = await attempt.then(
          () => "0x",
          (error: { data?: string }) => error.data ?? "0x",
        );
        const name = g.termsCheck.interface.parseError(data)?.name;
        expect(name, why).to.match(/^Vocabulary/);
        seen.add(name!);
      }
      expect([...seen].toSorted()).to.deep.equal([
        "VocabularyCaptions",
        "VocabularyMalformed",
        "VocabularyMember",
        "VocabularyName",
        "VocabularyOrder",
        "VocabularyTrait",
        "VocabularyTwice",
      ]);
    });
  });

  describe("updateProgram", () => {
    it("keeps anchor and period length, and knows its programs", async () => {
      for (const [field, value] of [
        ["anchor", 1],
        ["periodLength", DAY + 1],
      ] as const) {
        await expect(g.curated.updateProgram(1, terms({ [field]: value })))
          .to.be.revertedWithCustomError(g.ledger, "TermsInvalid")
          .withArgs(encodeBytes32String(field));
      }
      await expect(g.curated.updateProgram(2, terms()))
        .to.be.revertedWithCustomError(g.ledger, "LedgerUnknownProgram")
        .withArgs(2);
      expect(await g.ledger.versionOf(1)).to.equal(1n);
    });

    it("goes on with the history, each entry under the version it was made in", async () => {
      await g.evolveOnTime(FIRST_PERIOD, { state: 2, traits: 4, reading: 55 });
      const document = await g.ledger.documentAt(1, 0);
      const sent = await g.curated.updateProgram(1, terms({ promptDigest: keccak256("0x02"), settleDelay: 7_200 }));
      expect((await logsOf(g.ledger, sent))[0]).to.deep.include({ name: "ProgramRegistered" });
      expect(await g.ledger.versionOf(1)).to.equal(2n);
      const status = await g.ledger.statusOf(1);
      expect([status.rung, status.version, status.state, status.reading]).to.deep.equal([FRESH, 1n, 2n, 55n]);
      expect(await g.ledger.documentAt(1, 0)).to.equal(document);
      expect((await g.ledger.termsOf(1, 1)).promptDigest).to.equal(PROMPT_DIGEST);
      expect((await g.ledger.termsOf(1, 2)).promptDigest).to.equal(keccak256("0x02"));
    });

    it("starts anew from the new preset's state, with an evolution and not with a HOLD", async () => {
      await g.evolveOnTime(FIRST_PERIOD, { state: 2 });
      expect((await g.ledger.ask(1)).lastState).to.equal(2n);
      const preset = { state: 3, traits: 0, reading: 1, multiplier: 7_000 };
      await g.curated.updateProgram(1, terms({ preset }));
      await g.setTime(g.dueAt(FIRST_PERIOD + 1));
      const ask = await g.ledger.ask(1);
      expect([ask.version, ask.lastState, ask.lastReading, ask.due]).to.deep.equal([2n, 255n, 0n, true]);
      const next = { program: 1, period: FIRST_PERIOD + 1, version: 2 };
      expect(await reasonOf(hold(next))).to.equal("HoldBeforeEvolution");
      // From 3 the matrix leads to 0, 2 and 3, from 2 it would lead to 1, too.
      expect(await reasonOf(evolve({ ...next, state: 1 }))).to.equal("Transition");
      expect(await reasonOf(evolve({ ...next, state: 0 }))).to.equal("None");
      await g.settle(FIRST_PERIOD + 1, evolve({ ...next, state: 0 }));
      expect((await g.ledger.statusOf(1)).version).to.equal(2n);
      await g.holdOnTime(FIRST_PERIOD + 2, { version: 2 });
      expect((await g.ledger.statusOf(1)).settledPeriod).to.equal(BigInt(FIRST_PERIOD + 2));
    });

    const reasonOf = async (answer: string): Promise<string> =>
      REASONS[Number(await g.settling.settle.staticCall(1, FIRST_PERIOD + 1, answer))]!;
  });

  it("names the program, version or entry that does not exist", async () => {
    await g.evolveOnTime(FIRST_PERIOD);
    const { ledger } = g;
    for (const attempt of [
      ledger.versionOf(9),
      ledger.ask(9),
      ledger.statusOf(9),
      ledger.termsOf(9, 1),
      ledger.vocabularyOf(9, 1),
      ledger.evolutionAt(9, 0),
      ledger.multiplierIntegral(9, 0),
      ledger.announcementDue(9),
      ledger.announce.staticCall(9),
    ]) {
      await expect(attempt).to.be.revertedWithCustomError(ledger, "LedgerUnknownProgram").withArgs(9);
    }
    for (const version of [0, 2]) {
      for (const attempt of [ledger.termsOf(1, version), ledger.vocabularyOf(1, version)]) {
        await expect(attempt).to.be.revertedWithCustomError(ledger, "LedgerUnknownVersion").withArgs(1, version);
      }
    }
    for (const attempt of [ledger.evolutionAt(1, 1), ledger.documentAt(1, 1), ledger.contentIdAt(1, 1)]) {
      await expect(attempt).to.be.revertedWithCustomError(ledger, "LedgerUnknownEvolution").withArgs(1, 1, 1);
    }
    expect(await ledger.isConsumer(ZeroAddress)).to.equal(false);
  });
});

function shown(change: Record<string, unknown>): string {
  return JSON.stringify(change, (_, value: unknown) => (typeof value === "bigint" ? `0x${value.toString(16)}` : value));
}
