import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { readFixture, writeFixture } from "../../../simulations/world/fixtures.ts";
import { SHIPPED, useDesk } from "./desk.ts";
import { useTasks } from "./world-tasks.ts";

describe("world check", () => {
  const desk = useDesk();
  const { record, check } = useTasks(desk);

  it("reports every program that is recorded", async () => {
    for (const program of SHIPPED) await record({ program });
    const { stdout, stderr, exitCode } = await check();
    expect({ stderr, exitCode }).to.deep.equal({ stderr: "", exitCode: 0 });
    expect(stdout.split("\n")).to.deep.equal([
      "bitcoin: 3 periods, 3 with a reading, 0 disagreements",
      "provider  readings  gaps  malformed",
      "coinbase         3     0          0",
      "kraken           3     0          0",
      "bitstamp         3     0          0",
      "headlines: 3 periods, 3 with a reading, 0 disagreements",
      "provider    readings  gaps  malformed",
      "algolia            3     0          0",
      "clickhouse         3     0          0",
      "seattle-weather: 3 periods, 3 with a reading, 0 disagreements",
      "provider    readings  gaps  malformed",
      "open-meteo         3     0          0",
      "ncei               3     0          0",
      "sp500: 3 periods, 3 with a reading, 0 disagreements",
      "provider  readings  gaps  malformed",
      "cboe             3     0          0",
      "yahoo            3     0          0",
      "fred             3     0          0",
    ]);
  });

  it("reports gaps without failing", async () => {
    await record();
    rmSync(join(desk.folder, "bitcoin", "coinbase.json"));
    const { stdout, exitCode } = await check({ program: "bitcoin" });
    expect(exitCode).to.equal(0);
    expect(stdout).to.include("coinbase         0     3          0");
    expect(stdout).to.include("  2015-06-19 coinbase: gap, not recorded");
  });

  it("fails for an answer at which an adapter throws", async () => {
    await record();
    const file = join(desk.folder, "bitcoin", "coinbase.json");
    const fixture = readFixture(file);
    const entries = fixture.entries.map((entry) => ({ ...entry, response: { ...entry.response, body: "<html>" } }));
    writeFixture(file, { ...fixture, entries });
    const { stdout, stderr, exitCode } = await check();
    expect(exitCode).to.equal(1);
    expect(stdout).to.include("coinbase         0     0          3");
    expect(stdout).to.include("  2015-06-19 coinbase: malformed, Unexpected token");
    expect(stderr).to.equal("error: 1 of 1 programs have a fixture that cannot be used.");
  });

  it("fails for a fixture that cannot be read, and checks the other programs", async () => {
    for (const program of ["bitcoin", "sp500"]) await record({ program });
    writeFileSync(join(desk.folder, "bitcoin", "kraken.json"), "{");
    const { stdout, stderr, exitCode } = await check();
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/^sp500: 3 periods/);
    expect(stderr).to.match(/^bitcoin: .*kraken\.json: the file cannot be read: .*\nerror: 1 of 2 programs have/);
  });

  it("fails where nothing is recorded, with the command that records", async () => {
    for (const args of [{}, { program: "sp500" }]) {
      const { stderr, exitCode } = await check(args);
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(
        /^error: Nothing is recorded in .*\.\n {2}try: npx --no hardhat world record (bitcoin|sp500) --from/,
      );
    }
  });

  it("refuses an unknown program", async () => {
    const { stderr, exitCode } = await check({ program: "tides" });
    expect(stderr).to.match(/^error: There is no program "tides"/);
    expect(exitCode).to.equal(2);
  });
});
