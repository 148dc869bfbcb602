/*
 * EvolutionLedger.multiplierIntegral, held to a hand model at every second at which something changes
 * ├── registered and never evolved: the preset
 * ├── evolutions, HOLDs in time, a stale spell, a fallback, a HOLD that ends it, an evolution that ends it
 * ├── pause and unpause, also while in fallback, also over a fallback's second
 * ├── new terms: preset and ladder change from now on, the past stays
 * ├── edited, edited again, paused and unpaused in one block
 * └── the future, and before registration: a named error
 */
import { expect } from "chai";

import { asObject } from "../helpers/objects.ts";
import { FIRST_PERIOD, type Ground, deployLedger } from "../helpers/ledger.ts";
import { DAY, evolve, terms } from "../helpers/sample.ts";
import { Timeline } from "../helpers/timeline.ts";

const PRESET = 8_000;
const preset = (multiplier: number) => ({ state: 1, traits: 0, reading: -7, multiplier });

describe("EvolutionLedger: multiplier integral", () => {
  let g: Ground;
  let model: Timeline;
  let registeredAt: number;
  beforeEach(async () => {
    g = await deployLedger();
    registeredAt = await g.now();
    model = new Timeline();
    model.set(registeredAt, PRESET, registeredAt, PRESET);
  });
  afterEach(() => g.close());

  const fallbackAt = (period: number): number => g.dueAt(period + 7);

  async function evolved(period: number, multiplier: number): Promise<void> {
    await g.evolveOnTime(period, { multiplier });
    model.set(g.dueAt(period), multiplier, fallbackAt(period), PRESET);
  }

  async function held(period: number, multiplier: number): Promise<void> {
    await g.holdOnTime(period);
    model.set(g.dueAt(period), multiplier, fallbackAt(period), PRESET);
  }

  /** Compares at every second of change, at steps of an odd length, and now. */
  async function agrees(): Promise<void> {
    const now = await g.now();
    const seconds = new Set([...model.seconds(now), registeredAt, now]);
    for (let second = registeredAt; second < now; second += 40_009) seconds.add(second);
    for (const second of seconds) {
      if (second < registeredAt) continue;
      expect(await g.ledger.multiplierIntegral(1, second), `second ${second - registeredAt}`).to.equal(
        model.until(second),
      );
    }
  }

  it("is the preset's before the first evolution", async () => {
    await g.setTime(registeredAt + 3 * DAY);
    await agrees();
    expect(await g.ledger.multiplierIntegral(1, registeredAt)).to.equal(0n);
  });

  it("follows evolutions, HOLDs and fallbacks to the second", async () => {
    await evolved(FIRST_PERIOD, 12_000);
    await held(FIRST_PERIOD + 1, 12_000);
    await evolved(FIRST_PERIOD + 4, 20_000);
    await held(FIRST_PERIOD + 10, 20_000);
    // A fallback of three days that a HOLD ends, one of a day that an evolution ends, one that lasts.
    await held(FIRST_PERIOD + 20, 20_000);
    await evolved(FIRST_PERIOD + 28, 5_000);
    await g.setTime(fallbackAt(FIRST_PERIOD + 28) + 5);
    await agrees();
  });

  it("counts a HOLD at the very second of the fallback from that second on", async () => {
    await evolved(FIRST_PERIOD, 12_000);
    await held(FIRST_PERIOD + 7, 12_000);
    await g.setTime(g.dueAt(FIRST_PERIOD + 8));
    await agrees();
    expect(g.dueAt(FIRST_PERIOD + 7)).to.equal(fallbackAt(FIRST_PERIOD));
  });

  it("takes a late answer whose fallback has begun for the preset", async () => {
    await evolved(FIRST_PERIOD, 12_000);
    const at = g.dueAt(FIRST_PERIOD + 30);
    await g.setNext(at);

    await g.settle(FIRST_PERIOD + 1, evolve({ program: 1, period: FIRST_PERIOD + 1, multiplier: 15_000 }));
    model.set(at, 15_000, fallbackAt(FIRST_PERIOD + 1), PRESET);
    await g.setTime(at + DAY);
    await agrees();
    expect((await g.ledger.statusOf(1)).multiplier).to.equal(BigInt(PRESET));
  });

  it("is the preset's while paused, and goes on afterwards", async () => {
    await evolved(FIRST_PERIOD, 12_000);
    const pausedAt = g.dueAt(FIRST_PERIOD) + 1_000;
    await pauseAt(pausedAt);
    await unpauseAt(pausedAt + DAY, 12_000);
    // Paused over the second of the fallback: unpaused into it.
    await pauseAt(fallbackAt(FIRST_PERIOD) - 10);
    await unpauseAt(fallbackAt(FIRST_PERIOD) + 10, 12_000);
    await pauseAt(fallbackAt(FIRST_PERIOD) + 500);
    await unpauseAt(fallbackAt(FIRST_PERIOD) + 900, 12_000);
    await held(FIRST_PERIOD + 9, 12_000);
    await g.setTime(g.dueAt(FIRST_PERIOD + 10));
    await agrees();
  });

  it("changes with new terms from now on and never before", async () => {
    await evolved(FIRST_PERIOD, 12_000);
    const edited = g.dueAt(FIRST_PERIOD) + 7_777;
    await g.setNext(edited);
    await g.curated.updateProgram(1, terms({ fallbackAfter: 3, preset: preset(6_000) }));
    model.set(edited, 12_000, g.dueAt(FIRST_PERIOD + 3), 6_000);
    const inFallback = g.dueAt(FIRST_PERIOD + 4);
    await g.setNext(inFallback);
    await g.curated.updateProgram(1, terms({ fallbackAfter: 30, preset: preset(5_500) }));
    model.set(inFallback, 12_000, g.dueAt(FIRST_PERIOD + 30), 5_500);
    await g.setTime(g.dueAt(FIRST_PERIOD + 33));
    await agrees();
  });

  it("counts the last of several changes in one block", async () => {
    await evolved(FIRST_PERIOD, 12_000);
    const at = g.dueAt(FIRST_PERIOD) + 500;
    await g.setNext(at);
    const gas = { gasLimit: 3_000_000 };
    await g.inOneBlock(
      () => g.curated.updateProgram(1, terms({ preset: preset(1_000) }), gas),
      () => g.curated.updateProgram(1, terms({ preset: preset(7_000), fallbackAfter: 4 }), gas),
      () => g.guarded.pause(1, gas),
      () => g.curated.unpause(1, gas),
      () => g.guarded.pause(1, gas),
    );
    expect(await g.now()).to.equal(at);
    expect(asObject(await g.ledger.statusOf(1))).to.include({ paused: true, version: 3n, multiplier: 7_000n });
    model.set(at, 7_000, at, 7_000);
    await g.setNext(at + DAY);
    await g.inOneBlock(
      () => g.curated.unpause(1, gas),
      () => g.guarded.pause(1, gas),
      () => g.curated.unpause(1, gas),
    );
    model.set(at + DAY, 12_000, g.dueAt(FIRST_PERIOD + 4), 7_000);
    await g.setTime(g.dueAt(FIRST_PERIOD + 6));
    await agrees();
  });

  it("knows neither the future nor what was before registration", async () => {
    const now = await g.now();
    await expect(g.ledger.multiplierIntegral(1, now + 1))
      .to.be.revertedWithCustomError(g.ledger, "LedgerFuture")
      .withArgs(now + 1, now);
    await expect(g.ledger.multiplierIntegral(1, registeredAt - 1))
      .to.be.revertedWithCustomError(g.ledger, "LedgerBeforeRegistration")
      .withArgs(registeredAt - 1, registeredAt);
  });

  async function pauseAt(time: number): Promise<void> {
    await g.setNext(time);
    await g.guarded.pause(1);
    model.set(time, PRESET, time, PRESET);
  }

  async function unpauseAt(time: number, multiplier: number): Promise<void> {
    await g.setNext(time);
    await g.curated.unpause(1);
    model.set(time, multiplier, fallbackAt(FIRST_PERIOD), PRESET);
  }
});
