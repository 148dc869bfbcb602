import { expect } from "chai";

import { describe as inWords } from "../../../tasks/status/describe.ts";
import { periodsLeft, span } from "../../../tasks/status/duration.ts";
import type { DeploymentReading, ProgramReading } from "../../../tasks/status/reading.ts";
import { NOW, program, reading } from "./reading.ts";

const LINK = 10n ** 18n;

describe("a deployment on one screen", () => {
  it("is this", () => {
    expect(inWords(reading())).to.equal(
      [
        "localhost: chain 31337, block 1,234, 2012-03-05 14:20 UTC",
        "  ledger        0x1111111111111111111111111111111111111111",
        "  consumer      0x2222222222222222222222222222222222222222",
        "  manager       0x3333333333333333333333333333333333333333",
        "  subscription  1, 49.00 LINK ($735.00), 245 periods or more",
        "  upkeep        12345...2345, 48.00 LINK ($720.00), active",
        "sp500 (program 1, version 2): calm, fresh, next due in 22 h",
        "  settled     period 15400 (2012-03-01), 3 evolutions",
        "  request     none pending",
        "  collection  0x5555555555555555555555555555555555555555, 12 of 1,000 IMAGO",
      ].join("\n"),
    );
  });

  const upkeep = (changes: Partial<NonNullable<DeploymentReading["upkeep"]>>) => ({
    upkeep: { ...reading().upkeep!, ...changes },
  });
  const subscription = (changes: Partial<NonNullable<DeploymentReading["subscription"]>>) => ({
    subscription: { ...reading().subscription!, ...changes },
  });
  const states: readonly (readonly [Partial<DeploymentReading>, string])[] = [
    [{ subscription: undefined }, "subscription  none"],
    [subscription({ exists: false }), "subscription  1, cancelled"],
    [subscription({ periodsLeft: undefined }), "subscription  1, 49.00 LINK ($735.00)"],
    [{ upkeep: undefined }, "upkeep        none"],
    [upkeep({ paused: true }), "12345...2345, 48.00 LINK ($720.00), paused"],
    [upkeep({ cancelledAt: 1_234 }), "($720.00), cancelled"],
    [upkeep({ cancelledAt: 1_284 }), "($720.00), cancelled from block 1284 on"],
    [upkeep({ mayPerform: false }), "($720.00), active, may not perform"],
    [upkeep({ balance: LINK / 2n }), "0.50 LINK ($7.50), starved: needs 1.00 LINK"],
    [upkeep({ id: 7n }), "upkeep        7, 48.00 LINK"],
    [{ programs: [] }, "no program is deployed"],
  ];
  for (const [changes, line] of states)
    it(`says "${line}"`, () =>
      expect(
        inWords(reading(changes))
          .split("\n")
          .some((one) => one.endsWith(line) || one.includes(line)),
      ).to.equal(true));

  const ask = { period: 15_401, dueAt: NOW - 600, due: true };
  const line = (changes: Partial<NonNullable<ProgramReading["line"]>>) => ({ ...program().line!, ...changes });
  const programs: readonly (readonly [Partial<ProgramReading>, string])[] = [
    [{ paused: true, rung: "fallback" }, ": calm, fallback, paused"],
    [{ ask }, ": calm, fresh, due since 10 min"],
    [{ ask, line: line({ period: 15_401, retryAt: NOW + 300 }) }, ": calm, fresh, due again in 5 min"],
    [{ settledPeriod: undefined, evolutions: 0 }, "  settled     nothing yet"],
    [{ evolutions: 1 }, "(2012-03-01), 1 evolution"],
    [
      { schedule: { ...program().schedule, periodLength: 3_600 }, settledPeriod: 369_614 },
      "period 369614 (2012-03-01 14:00), 3 evolutions",
    ],
    [
      { ask, line: line({ pending: true, period: 15_401, sentAt: NOW - 40, attempts: 2 }) },
      "  request     answer pending for 40 s, attempt 2 of 3 for period 15401",
    ],
    [
      { ask, line: line({ pending: true, period: 15_401, sentAt: NOW - 40, phase: "candidate" }) },
      "  request     confirmation pending for 40 s, attempt 1 of 3 for period 15401",
    ],
    [
      { ask, line: line({ period: 15_401, attempts: 3 }) },
      "  request     none pending after attempt 3 of 3 for period 15401",
    ],
    [{ line: undefined, config: undefined }, "  request     the consumer does not know the program"],
  ];
  for (const [changes, words] of programs)
    it(`says "${words}"`, () => {
      expect(inWords(reading({ programs: [program(changes)] }))).to.match(new RegExp(`${escaped(words)}$`, "m"));
    });
});

function escaped(text: string): string {
  return text.replaceAll(/[()[\].*+?$^|\\]/g, String.raw`\$&`);
}

describe("how long a balance lasts", () => {
  const subscription = { exists: true, balance: 10n * LINK, requestCost: LINK };
  const hourly = program({ schedule: { ...program().schedule, periodLength: 3_600 } });

  it("counts a request of every active program a period, two where an evolution is confirmed", () => {
    expect(periodsLeft(subscription, [program()])).to.equal(10);
    expect(periodsLeft(subscription, [program(), program()])).to.equal(5);
    expect(periodsLeft(subscription, [program(), program({ paused: true })])).to.equal(10);
    expect(periodsLeft(subscription, [program({ config: { ...program().config!, confirm: true } })])).to.equal(5);
  });

  it("counts the shortest of different periods", () => {
    expect(periodsLeft({ ...subscription, balance: 25n * LINK }, [program(), hourly])).to.equal(23);
  });

  it("knows nothing to count, and nothing left", () => {
    expect(periodsLeft(subscription, [])).to.equal(undefined);
    expect(periodsLeft(subscription, [program({ config: undefined })])).to.equal(undefined);
    expect(periodsLeft({ ...subscription, exists: false }, [program()])).to.equal(0);
    expect(periodsLeft({ ...subscription, requestCost: 0n }, [program()])).to.equal(0);
  });

  it("tells spans in one unit", () => {
    expect([0, 119, 120, 7_199, 7_200, 172_799, 172_800].map(span)).to.deep.equal([
      "0 s",
      "119 s",
      "2 min",
      "119 min",
      "2 h",
      "47 h",
      "2 d",
    ]);
  });
});
