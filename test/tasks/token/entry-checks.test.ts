import { expect } from "chai";
import { keccak256 } from "ethers";

import { toContentId } from "../../../functions-source/content/contentId.ts";
import { packFields } from "../../../functions-source/content/hex.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { type Terms, termsOf } from "../../../functions-source/registration.ts";
import { checkEntry } from "../../../tasks/token/entry-checks.ts";
import type { EntryEvidence, Settled, VersionEvidence } from "../../../tasks/token/evidence.ts";
import { type Case, digestOf, rebuild } from "../../../tasks/token/rebuild.ts";

const [STORM, SLIDE, CALM, SOAR] = [0, 1, 2, 4];
const FIRST = 15_395;
const SIZES = [1, 1, 1, 1, 8, 2, 5, 4, 2, 7];

interface Step {
  /** Missing for a HOLD. */
  readonly state?: number;
  readonly period: number;
  readonly version?: number;
}

function settledBy({ state, period, version = 1 }: Step, index: number): Settled {
  const log = { blockNumber: index } as Settled["log"];
  if (state === undefined) return { period: BigInt(period), log };
  const header = `0x${packFields(SIZES, [1, 1, 1, state, 0, 10_000, period, 1, version, 0])}`;
  return { period: BigInt(period), log, evolved: { index, header, reading: 5n, contentDigest: "0x" } };
}

describe("token verify: an entry", () => {
  let terms: Terms;

  before(async () => {
    const bundle = { hash: keccak256("0x01"), promptDigest: keccak256("0x02") };
    terms = termsOf(await loadProgram("sp500"), bundle);
  });

  /** The last of some steps, which is an evolution, with everything in its place but for what is told. */
  function caseOf(steps: readonly Step[], changes: Partial<Terms> = {}, settledAt?: bigint): Case {
    const { state = 0, period, version = 1 } = steps.at(-1)!;
    const index = steps.length - 1;
    const all: Terms = { ...terms, ...changes };
    const final = terms.anchor + BigInt(period + 1) * terms.periodLength + terms.settleDelay;
    const fields = { period, version, state, traits: 0, reading: 5, multiplier: 10_000, decider: 1 };
    const numbers = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, BigInt(value)]));
    const entry = { ...numbers, settledAt: settledAt ?? final };
    const evidence = { index, entry, place: index, eventTime: Number(entry.settledAt) };
    const of = { terms: all, code: `0x00${all.vocabulary.slice(2)}` } as unknown as VersionEvidence;
    const settled = steps.map(settledBy);
    const draft = { evidence: evidence as unknown as EntryEvidence, version: of, settled, program: 1 };
    const document = rebuild(draft);
    const digest = digestOf(document);
    const views = { document: `0x${Buffer.from(document).toString("hex")}`, digest, contentId: toContentId(digest) };
    const last = { ...settled[index]!, evolved: { ...settled[index]!.evolved!, contentDigest: digest } };
    return { ...draft, evidence: { ...draft.evidence, ...views }, settled: [...settled.slice(0, -1), last] };
  }

  const wrong = (one: Case): string[] =>
    checkEntry(one)
      .filter(({ holds }) => !holds)
      .map(({ subject }) => subject.replace(/ of .*/, ""));
  const move = (steps: readonly Step[]): string =>
    checkEntry(caseOf(steps)).find(({ subject }) => subject.startsWith("move"))!.words;

  it("holds when everything fits", () => {
    expect(wrong(caseOf([{ state: CALM, period: FIRST }]))).to.deep.equal([]);
  });

  it("moves from the last evolution's state, also over HOLDs", () => {
    const begin = [{ state: SOAR, period: FIRST }, { period: FIRST + 1 }];
    expect(wrong(caseOf([...begin, { state: CALM, period: FIRST + 2 }]))).to.deep.equal([]);
    expect(wrong(caseOf([...begin, { state: SLIDE, period: FIRST + 2 }]))).to.deep.equal(["move"]);
    expect(move([...begin, { state: SLIDE, period: FIRST + 2 }])).to.equal(
      "from soar to slide, which the terms do not allow",
    );
  });

  it("moves from the preset's state at first, after a fallback, and under a new version", () => {
    expect(move([{ state: STORM, period: FIRST }])).to.equal("from the preset's calm to storm, which the terms allow");
    const soar = { state: SOAR, period: FIRST };
    expect(move([soar, { state: SLIDE, period: FIRST + 6 }])).to.contain("from soar to slide, which the terms do not");
    expect(move([soar, { state: SLIDE, period: FIRST + 7 }])).to.contain("from the preset's calm to slide");
    // A HOLD in between keeps the token from falling back.
    expect(move([soar, { period: FIRST + 6 }, { state: SLIDE, period: FIRST + 7 }])).to.contain("from soar to slide");
    expect(move([soar, { state: SLIDE, period: FIRST + 1, version: 2 }])).to.contain("from the preset's calm to slide");
  });

  it("keeps the multiplier's bounds and the time at which the data was final", () => {
    const steps = [{ state: CALM, period: FIRST }];
    expect(wrong(caseOf(steps, { minMultiplier: 10_001n }))).to.deep.equal(["bounds"]);
    expect(wrong(caseOf(steps, { maxMultiplier: 9_999n }))).to.deep.equal(["bounds"]);
    expect(wrong(caseOf(steps, {}, 1_330_523_999n))).to.deep.equal(["bounds"]);
    expect(wrong(caseOf(steps, {}, 1_330_524_000n))).to.deep.equal([]);
  });

  it("says every field in which the event differs", () => {
    const one = caseOf([{ state: CALM, period: FIRST }]);
    const stands: object = one.evidence.entry;
    const entry = { ...stands, settledAt: 1_330_600_000n, decider: 2n };
    const [event] = checkEntry({
      ...one,
      evidence: { ...one.evidence, entry: entry as typeof one.evidence.entry },
    }).filter(({ subject }) => subject.startsWith("event"));
    expect(event!.words).to.match(
      /^the event says decider 1, not 2; the event says time 1330524000, not 1330600000; the event says digest /,
    );
  });
});
