/*
 * EvolutionLedger.settle: what is refused, by name, and changes nothing
 * ├── form: Length, Format, Kind, SpareBits, Reading
 * ├── place: Program, Version, Period, Settled, Paused, PromptDigest
 * ├── an evolution: Decider, State, Transition, Multiplier, Traits, ContentDigest (ReferenceBand: band.test.ts)
 * ├── a HOLD: HoldBeforeEvolution, HoldFields for each field
 * └── what is accepted: an entry, an event an indexer can rebuild everything from
 */
import { expect } from "chai";
import { ZeroHash, dataSlice, getBytes, id, keccak256, sha256, toBeHex } from "ethers";

import { asObject } from "../helpers/objects.ts";
import {
  FIRST_PERIOD,
  FRESH,
  type Ground,
  REASONS,
  type ReasonName,
  deployLedger,
  logsOf,
  patched,
} from "../helpers/ledger.ts";
import { DAY, PROMPT_DIGEST, evolve, hold, terms } from "../helpers/sample.ts";

const PERIOD = FIRST_PERIOD + 1;
const VALID = evolve({ program: 1, period: PERIOD, state: 2, traits: 5, reading: -3, multiplier: 9_000 });
const HOLD = hold({ program: 1, period: PERIOD });
const beyond = toBeHex(2n ** 127n, 32);

describe("EvolutionLedger: answers", () => {
  let g: Ground;
  before(async () => {
    g = await deployLedger();
    await g.curated.registerProgram(terms());
    await g.evolveOnTime(FIRST_PERIOD, { state: 1 });
    await g.setTime(g.dueAt(PERIOD));
  });
  after(() => g.close());
  let snapshot: unknown;
  beforeEach(async () => {
    snapshot = await g.provider.request({ method: "evm_snapshot", params: [] });
  });
  afterEach(() => g.provider.request({ method: "evm_revert", params: [snapshot] }));

  const withDocument = (changes: object) => evolve({ program: 1, period: PERIOD, ...changes });

  /** Answers to the question for PERIOD of program 1, which stands in state 1. */
  const REFUSED: readonly [ReasonName, string, string][] = [
    ["Length", "nothing", "0x"],
    ["Length", "127 bytes", dataSlice(VALID, 0, 127)],
    ["Length", "129 bytes", `${VALID}00`],
    ["Length", "256 bytes", `0x${"01".repeat(256)}`],
    ["Format", "format 0", patched(VALID, 0, "0x00")],
    ["Format", "format 2", patched(VALID, 0, "0x02")],
    ["Kind", "kind 0", patched(VALID, 1, "0x00")],
    ["Kind", "kind 3", patched(VALID, 1, "0x03")],
    ["SpareBits", "the highest spare bit", patched(VALID, 25, "0x80")],
    ["SpareBits", "the lowest spare bit", patched(VALID, 31, "0x01")],
    ["Reading", "a reading of 2^127", patched(VALID, 32, beyond)],
    ["Reading", "a reading of -2^127 - 1", patched(VALID, 32, toBeHex(2n ** 256n - 2n ** 127n - 1n, 32))],
    ["Program", "another program", evolve({ program: 2, period: PERIOD })],
    ["Program", "no program", evolve({ program: 0, period: PERIOD })],
    ["Version", "version 0", withDocument({ version: 0 })],
    ["Version", "a version to come", withDocument({ version: 2 })],
    ["Period", "the period before", evolve({ program: 1, period: PERIOD - 1 })],
    ["Period", "the next period", evolve({ program: 1, period: PERIOD + 1 })],
    ["PromptDigest", "another prompt", patched(VALID, 96, id("another prompt"))],
    ["PromptDigest", "another prompt in a HOLD", patched(HOLD, 96, id("another prompt"))],
    ["Decider", "nobody decided", patched(VALID, 2, "0x00")],
    ["Decider", "a third decider", patched(VALID, 2, "0x03")],
    ["State", "a fifth state", patched(VALID, 3, "0x04")],
    ["State", "state 255", patched(VALID, 3, "0xff")],
    ["Transition", "from 1 to 3", withDocument({ state: 3 })],
    ["Multiplier", "a point below the least", withDocument({ multiplier: 4_999 })],
    ["Multiplier", "a point above the most", withDocument({ multiplier: 20_001 })],
    ["Traits", "a caption without a name", withDocument({ traits: 3 })],
    ["Traits", "a bit of no trait", withDocument({ traits: 8 })],
    ["Traits", "the highest bit", patched(VALID, 4, "0x80")],
    ["ContentDigest", "no digest", patched(VALID, 64, ZeroHash)],
    ["ContentDigest", "another decider's document", patched(VALID, 2, "0x02")],
    ["ContentDigest", "another reading's document", patched(VALID, 32, toBeHex(7, 32))],
    ["HoldFields", "a HOLD by a model", patched(HOLD, 2, "0x01")],
    ["HoldFields", "a HOLD with a state", patched(HOLD, 3, "0x01")],
    ["HoldFields", "a HOLD with traits", patched(HOLD, 11, "0x01")],
    ["HoldFields", "a HOLD with a multiplier", patched(HOLD, 13, "0x01")],
    ["HoldFields", "a HOLD with a digest", patched(HOLD, 95, "0x01")],
    ["HoldFields", "a HOLD with another reading", hold({ program: 1, period: PERIOD, reading: 121 })],
  ];

  for (const [reason, what, answer] of REFUSED) {
    it(`refuses ${what}: ${reason}`, () => refused(reason, PERIOD, answer));
  }

  it("refuses what was settled: Settled, also for an older period and for a HOLD", async () => {
    await refused("Settled", FIRST_PERIOD, evolve({ program: 1, period: FIRST_PERIOD }));
    await refused("Settled", FIRST_PERIOD, hold({ program: 1, period: FIRST_PERIOD }));
    await g.settle(PERIOD, HOLD);
    await refused("Settled", PERIOD, VALID);
    await refused("Settled", PERIOD - 2, evolve({ program: 1, period: PERIOD - 2 }));
  });

  it("refuses a period that is not due yet: Period, so that no consumer can settle the future", async () => {
    for (const period of [PERIOD + 1, PERIOD + 7, 2 ** 40 - 1]) {
      await refused("Period", period, evolve({ program: 1, period }));
      await refused("Period", period, hold({ program: 1, period }));
    }
  });

  it("refuses everything while paused: Paused", async () => {
    await g.guarded.pause(1);
    await refused("Paused", PERIOD, VALID);
    await refused("Paused", PERIOD, HOLD);
    await g.curated.unpause(1);
    await expect(g.settle(PERIOD, VALID)).to.emit(g.ledger, "Evolved");
  });

  it("refuses a HOLD before the first evolution: HoldBeforeEvolution", async () => {
    const answer = hold({ program: 2, period: PERIOD, reading: 0 });
    await refused("HoldBeforeEvolution", PERIOD, answer, 2);
    const unknown = evolve({ program: 3, period: PERIOD });
    await expect(g.settling.settle(3, PERIOD, unknown))
      .to.emit(g.ledger, "AnswerRejected")
      .withArgs(3, PERIOD, REASONS.indexOf("Program"), keccak256(unknown));
  });

  it("has a name for every reason, and this suite reaches all but the band's", () => {
    const reached = new Set<ReasonName>(REFUSED.map(([reason]) => reason));
    const elsewhere = ["None", "ReferenceBand", "HoldBeforeEvolution", "Settled", "Paused"] as const;
    expect([...reached, ...elsewhere].toSorted()).to.deep.equal([...REASONS].toSorted());
  });

  it("keeps what it accepts, and tells an indexer all of it", async () => {
    const sent = await g.settle(PERIOD, VALID);
    const digest = dataSlice(VALID, 64, 96);
    expect(await logsOf(g.ledger, sent)).to.deep.equal([
      { name: "Evolved", args: [1n, BigInt(PERIOD), 1n, dataSlice(VALID, 0, 32), -3n, digest] },
    ]);
    expect(asObject(await g.ledger.evolutionAt(1, 1))).to.deep.equal({
      ...{ period: BigInt(PERIOD), settledAt: BigInt(await g.now()), version: 1n, state: 2n, traits: 5n },
      ...{ reading: -3n, multiplier: 9_000n, decider: 1n },
    });
    const document = await g.ledger.documentAt(1, 1);
    expect(sha256(document)).to.equal(digest);
    expect(await g.ledger.contentDigestAt(1, 1)).to.equal(digest);
    expect(await g.ledger.contentIdAt(1, 1)).to.match(/^bafkrei[a-z2-7]{52}$/);
    expect(JSON.parse(Buffer.from(getBytes(document)).toString())).to.deep.equal({
      ...{ caption: "noon", decider: "model", mood: "high", multiplier: "9000", period: String(PERIOD) },
      ...{ periodEnd: String((PERIOD + 1) * DAY), program: "sample", promptDigest: PROMPT_DIGEST },
      ...{ reading: "-3", schema: "imago/1", state: "storm" },
    });
    const status = await g.ledger.statusOf(1);
    expect([status.rung, status.state, status.traits, status.reading]).to.deep.equal([FRESH, 2n, 5n, -3n]);
    expect([status.multiplier, status.decider, status.evolutions]).to.deep.equal([9_000n, 1n, 2n]);
  });

  it("settles a HOLD without a change, and says only that", async () => {
    const before = await g.ledger.evolutionAt(1, 0);
    const sent = await g.settle(PERIOD, HOLD);
    expect(await logsOf(g.ledger, sent)).to.deep.equal([{ name: "Held", args: [1n, BigInt(PERIOD)] }]);
    expect(await g.ledger.evolutionAt(1, 0)).to.deep.equal(before);
    const { evolutions, settledPeriod, state } = await g.ledger.statusOf(1);
    expect([evolutions, settledPeriod, state]).to.deep.equal([1n, BigInt(PERIOD), 1n]);
    expect((await g.ledger.ask(1)).due).to.equal(false);
  });

  async function refused(reason: ReasonName, period: number, answer: string, program = 1): Promise<void> {
    const before = await standing(program);
    const sent = await g.settling.settle(program, period, answer);
    expect(await logsOf(g.ledger, sent)).to.deep.equal([
      {
        name: "AnswerRejected",
        args: [BigInt(program), BigInt(period), BigInt(REASONS.indexOf(reason)), keccak256(answer)],
      },
    ]);
    expect(await standing(program)).to.deep.equal(before);
  }

  /** All that a program shows and asks for, without what moves with the clock. */
  const standing = async (program: number) => ({
    status: await g.ledger.statusOf(program),
    ask: await g.ledger.ask(program),
    announcementDue: await g.ledger.announcementDue(program),
    earlier: await g.ledger.multiplierIntegral(program, g.dueAt(PERIOD)),
  });
});
