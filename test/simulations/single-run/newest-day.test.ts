import { expect } from "chai";

import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { newestDay } from "../../../simulations/single-run/newest-day.ts";
import { fixtures } from "../../../tasks/program/templates/weather/world.ts";

const iso = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : new Date(seconds * 1_000).toISOString().slice(0, 10);

describe("the newest day of a program's world", () => {
  for (const [name, day] of [
    ["seattle-weather", "2015-12-31"],
    ["sp500", "2020-04-17"],
    ["bitcoin", "2026-12-30"],
    ["headlines", "2026-12-31"],
  ] as const)
    it(`is where the data of ${name} ends`, async () => {
      expect(iso(newestDay(await loadProgram(name), []))).to.equal(day);
    });

  it("is the last day that all of its fixtures have", async () => {
    const [one, other] = fixtures();
    const shorter = { ...other!, entries: other!.entries.slice(0, -3) };
    expect(iso(newestDay(await loadProgram("seattle-weather"), [one!, shorter]))).to.equal("2012-03-17");
  });

  it("is none when one of its feeds is not in the world", async () => {
    const program = await loadProgram("sp500");
    const feed = { address: () => "api.harbour.example/tides", rows: () => [] };
    const stranger: Program = { ...program, core: { ...program.core, feeds: [feed, ...program.core.feeds.slice(1)] } };
    expect(newestDay(stranger, [])).to.equal(undefined);
  });
});
