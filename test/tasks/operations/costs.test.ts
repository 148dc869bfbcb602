import { expect } from "chai";

import { type LineCost, periodsLeft, subscriptionBurn, upkeepBurn } from "../../../tasks/operations/costs.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

const line = (changes: Partial<LineCost> = {}): LineCost => ({
  program: 1,
  subscriptionId: 7n,
  periodLength: DAY,
  active: true,
  requests: 1,
  requestJuels: 100n,
  ...changes,
});

describe("costs", () => {
  it("add up over the programs that a subscription pays for", () => {
    const lines = [line(), line({ requestJuels: 11n }), line({ subscriptionId: 8n })];
    expect(subscriptionBurn(lines, 7n)).to.deep.equal({ juels: 111n, periodLength: DAY });
  });

  it("count a confirmation as a second request", () => {
    expect(subscriptionBurn([line({ requests: 2 })], 7n).juels).to.equal(200n);
    expect(upkeepBurn([line({ requests: 2 })], 30n).juels).to.equal(60n);
  });

  it("are those of the longest period, in which shorter ones come several times", () => {
    const lines = [line({ periodLength: HOUR }), line(), line({ periodLength: 7 * HOUR })];
    expect(subscriptionBurn(lines, 7n)).to.deep.equal({ juels: 2_400n + 100n + 400n, periodLength: DAY });
  });

  it("leave out programs that are paused", () => {
    expect(subscriptionBurn([line(), line({ active: false, periodLength: 9 * DAY })], 7n)).to.deep.equal({
      juels: 100n,
      periodLength: DAY,
    });
    expect(subscriptionBurn([line({ active: false })], 7n)).to.deep.equal({ juels: 0n, periodLength: 0 });
  });

  it("are an upkeep's for every program, whoever pays its requests", () => {
    expect(upkeepBurn([line(), line({ subscriptionId: 8n })], 30n)).to.deep.equal({ juels: 60n, periodLength: DAY });
  });
});

describe("periods left", () => {
  const burn = { juels: 100n, periodLength: DAY };

  it("are whole ones", () => {
    expect(periodsLeft(299n, burn)).to.equal(2);
    expect(periodsLeft(99n, burn)).to.equal(0);
  });

  it("are none when nothing may be spent", () => expect(periodsLeft(-500n, burn)).to.equal(0));

  it("have no number when nothing is spent", () =>
    expect(periodsLeft(500n, { juels: 0n, periodLength: 0 })).to.equal(undefined));
});
