import { expect } from "chai";

import { lastFinalDay, periodsBetween } from "../../../tasks/world/periods.ts";
import { at } from "../../simulations/world/fixture.ts";

const DAY = 86_400;
const daily = { anchor: 0, periodLength: DAY, settleDelay: 3_600, staleAfter: 2, fallbackAfter: 7 };
/** Weeks from Thursday to Wednesday. */
const weekly = { ...daily, periodLength: 7 * DAY };
const dates = (schedule: typeof daily, from: string, to: string) =>
  periodsBetween(schedule, at(from), at(to)).map(({ day }) => new Date(day * 1_000).toISOString().slice(0, 10));

describe("periods to record", () => {
  it("are those whose last day lies in the range, ends included", () => {
    expect(dates(daily, "2026-02-27", "2026-03-01")).to.deep.equal(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(dates(weekly, "2026-11-04", "2026-11-18")).to.deep.equal(["2026-11-04", "2026-11-11", "2026-11-18"]);
    expect(dates(weekly, "2026-11-05", "2026-11-17")).to.deep.equal(["2026-11-11"]);
    expect(dates(weekly, "2026-11-05", "2026-11-10")).to.deep.equal([]);
  });

  it("begin with the program", () => {
    const late = { ...daily, anchor: at("2026-11-20") };
    expect(dates(late, "2026-11-01", "2026-11-21")).to.deep.equal(["2026-11-20", "2026-11-21"]);
  });

  it("are final when the settle delay has passed", () => {
    const [period] = periodsBetween(daily, at("2026-11-20"), at("2026-11-20"));
    expect(period).to.deep.equal({ day: at("2026-11-20"), finalAt: at("2026-11-21T01:00:00Z") });
    expect(lastFinalDay(daily, period!.finalAt)).to.equal(at("2026-11-20"));
    expect(lastFinalDay(daily, period!.finalAt - 1)).to.equal(at("2026-11-19"));
    expect(lastFinalDay(weekly, at("2026-11-22"))).to.equal(at("2026-11-18"));
  });
});
