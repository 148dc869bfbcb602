/*
 * EvolutionLedger: time
 * ├── the fallback ladder
 * │   ├── before the first evolution: fallback, shown by the preset, nothing has a second yet
 * │   ├── each rung to the second: fresh, stale, fallback; the last evolution until then, the preset from then on
 * │   ├── a HOLD moves both seconds; so does nothing that was refused
 * │   └── new terms move them at once
 * ├── the state to move from
 * │   ├── the last evolution's up to the last period before a fallback, the preset's from that period on
 * │   └── told by the periods, so a late answer is judged as it was asked
 * ├── gaps: only the last due period is asked for, what was missed stays missed
 * └── pause: the preset at once; unpause: time and history again; twice is once
 */
import { expect } from "chai";

import { asObject } from "../helpers/objects.ts";
import { FALLBACK, FIRST_PERIOD, FRESH, type Ground, REASONS, STALE, deployLedger, logsOf } from "../helpers/ledger.ts";
import { DAY, SETTLE_DELAY, evolve, hold, terms } from "../helpers/sample.ts";

const PRESET = { state: 1n, traits: 0n, reading: -7n, multiplier: 8_000n, decider: 0n };
const SHOWN = { state: 2n, traits: 4n, reading: 55n, multiplier: 12_000n, decider: 1n };

describe("EvolutionLedger: time", () => {
  let g: Ground;
  beforeEach(async () => {
    g = await deployLedger();
  });
  afterEach(() => g.close());

  const first = () => g.evolveOnTime(FIRST_PERIOD, { state: 2, traits: 4, reading: 55, multiplier: 12_000 });
  const status = async () => asObject(await g.ledger.statusOf(1));
  const reasonOf = async (period: number, answer: string): Promise<string> =>
    REASONS[Number(await g.settling.settle.staticCall(1, period, answer))]!;

  describe("the fallback ladder", () => {
    it("begins in fallback", async () => {
      expect(await status()).to.deep.equal({
        ...PRESET,
        ...{ rung: FALLBACK, paused: false, version: 1n, settledPeriod: 0n, evolutions: 0n },
        ...{ staleAt: 0n, fallbackAt: 0n },
      });
    });

    it("turns at its very seconds, without a transaction", async () => {
      await first();
      const due = g.dueAt(FIRST_PERIOD);
      const [staleAt, fallbackAt] = [due + 2 * DAY, due + 7 * DAY];
      const common = { version: 1n, paused: false, settledPeriod: BigInt(FIRST_PERIOD), evolutions: 1n };
      const seconds = { staleAt: BigInt(staleAt), fallbackAt: BigInt(fallbackAt) };
      for (const [time, rung] of [
        [staleAt - 1, FRESH],
        [staleAt, STALE],
        [fallbackAt - 1, STALE],
        [fallbackAt, FALLBACK],
        [fallbackAt + 1_000 * DAY, FALLBACK],
      ] as const) {
        await g.setTime(time);
        const shown = rung === FALLBACK ? PRESET : SHOWN;
        expect(await status(), String(time - due)).to.deep.equal({ ...common, ...seconds, ...shown, rung });
        expect(await g.ledger.announcementDue(1)).to.equal(rung !== FRESH);
      }
    });

    it("is moved by a HOLD and by nothing that was refused", async () => {
      await first();
      await g.setTime(g.dueAt(FIRST_PERIOD + 1));
      await g.settle(FIRST_PERIOD + 1, hold({ program: 1, period: FIRST_PERIOD + 1, reading: 54 }));
      expect((await status()).staleAt).to.equal(BigInt(g.dueAt(FIRST_PERIOD + 2)));
      await g.settle(FIRST_PERIOD + 1, hold({ program: 1, period: FIRST_PERIOD + 1, reading: 55 }));
      expect((await status()).staleAt).to.equal(BigInt(g.dueAt(FIRST_PERIOD + 3)));
      expect((await status()).fallbackAt).to.equal(BigInt(g.dueAt(FIRST_PERIOD + 8)));
    });

    it("is moved at once by new terms", async () => {
      await first();
      await g.curated.updateProgram(1, terms({ staleAfter: 3, fallbackAfter: 4, settleDelay: 0 }));
      const end = (FIRST_PERIOD + 1) * DAY;
      const { staleAt, fallbackAt } = await status();
      expect([staleAt, fallbackAt]).to.deep.equal([BigInt(end + 3 * DAY), BigInt(end + 4 * DAY)]);
      await g.setTime(end + 4 * DAY);
      expect(await status()).to.include({ rung: FALLBACK, version: 2n });
    });
  });

  describe("the state to move from", () => {
    it("is the preset's from the first period that falls due in fallback", async () => {
      await first();
      for (const [later, from] of [
        [6, 2n],
        [7, 1n],
        [50, 1n],
      ] as const) {
        await g.setTime(g.dueAt(FIRST_PERIOD + later) + DAY - 1);
        expect((await g.ledger.ask(1)).lastState, String(later)).to.equal(from);
      }
    });

    it("is judged by the periods, so that an answer in time for its question stays valid", async () => {
      await first();
      const [before, after] = [FIRST_PERIOD + 6, FIRST_PERIOD + 7];
      await g.setTime(g.dueAt(after));
      // From 2 the matrix leads to 3 and not to 0; from the preset's 1 the other way round.
      expect(await reasonOf(before, evolve({ program: 1, period: before, state: 3 }))).to.equal("None");
      expect(await reasonOf(before, evolve({ program: 1, period: before, state: 0 }))).to.equal("Transition");
      expect(await reasonOf(after, evolve({ program: 1, period: after, state: 3 }))).to.equal("Transition");
      expect(await reasonOf(after, evolve({ program: 1, period: after, state: 0 }))).to.equal("None");
      await g.settle(after, evolve({ program: 1, period: after, state: 0 }));
      expect(await status()).to.include({ rung: FRESH, state: 0n });
    });

    it("lets a HOLD end a fallback with the last evolution as it was", async () => {
      await first();
      await g.setTime(g.dueAt(FIRST_PERIOD + 9));
      expect(await status()).to.include({ ...PRESET, rung: FALLBACK });
      await g.settle(FIRST_PERIOD + 9, hold({ program: 1, period: FIRST_PERIOD + 9, reading: 55 }));
      expect(await status()).to.include({ ...SHOWN, rung: FRESH });
      expect((await g.ledger.ask(1)).lastState).to.equal(2n);
    });
  });

  it("asks for the last due period only, from the second in which it falls due", async () => {
    await first();
    await g.setTime(g.dueAt(FIRST_PERIOD + 1) - 1);
    expect(asObject(await g.ledger.ask(1))).to.include({ due: false, period: BigInt(FIRST_PERIOD) });
    await g.setTime(g.dueAt(FIRST_PERIOD + 4) - 1);
    expect(asObject(await g.ledger.ask(1))).to.include({ due: true, period: BigInt(FIRST_PERIOD + 3) });
    await g.setTime(g.dueAt(FIRST_PERIOD + 4));
    expect(asObject(await g.ledger.ask(1))).to.deep.equal({
      ...{ period: BigInt(FIRST_PERIOD + 4), periodEnd: BigInt((FIRST_PERIOD + 5) * DAY), version: 1n },
      ...{ lastState: 2n, lastReading: 55n, due: true, banded: false },
      dueAt: BigInt((FIRST_PERIOD + 5) * DAY + SETTLE_DELAY),
    });
    await g.settle(FIRST_PERIOD + 4, evolve({ program: 1, period: FIRST_PERIOD + 4 }));
    const missed = evolve({ program: 1, period: FIRST_PERIOD + 2 });
    expect(await reasonOf(FIRST_PERIOD + 2, missed)).to.equal("Settled");
    expect((await g.ledger.evolutionAt(1, 1)).period).to.equal(BigInt(FIRST_PERIOD + 4));
  });

  it("asks for nothing before the first period is due", async () => {
    const anchor = await g.now();
    await g.curated.registerProgram(terms({ anchor }));
    await g.setTime(anchor + DAY + SETTLE_DELAY - 1);
    expect((await g.ledger.ask(2)).due).to.equal(false);
    await g.setTime(anchor + DAY + SETTLE_DELAY);
    expect(asObject(await g.ledger.ask(2))).to.include({ due: true, period: 0n, lastState: 255n });
    await g.settling.settle(2, 0, evolve({ program: 2, period: 0 }));
    // The sample's document ends periods on anchor 0; the program's own does not.
    expect((await g.ledger.statusOf(2)).evolutions).to.equal(0n);
  });

  it("shows the preset while paused and goes on where time and history stand", async () => {
    await first();
    const paused = await g.guarded.pause(1);
    expect(await logsOf(g.ledger, paused)).to.deep.equal([{ name: "PausedChanged", args: [1n, true] }]);
    expect(await status()).to.include({ ...PRESET, rung: FALLBACK, paused: true, evolutions: 1n });
    expect(await logsOf(g.ledger, await g.guarded.pause(1))).to.deep.equal([]);
    await g.setTime(g.dueAt(FIRST_PERIOD + 2));
    expect((await g.ledger.ask(1)).due).to.equal(false);
    const unpaused = await g.curated.unpause(1);
    expect(await logsOf(g.ledger, unpaused)).to.deep.equal([{ name: "PausedChanged", args: [1n, false] }]);
    expect(await logsOf(g.ledger, await g.curated.unpause(1))).to.deep.equal([]);
    expect(await status()).to.include({ ...SHOWN, rung: STALE, paused: false });
    expect((await g.ledger.ask(1)).due).to.equal(true);
  });
});
