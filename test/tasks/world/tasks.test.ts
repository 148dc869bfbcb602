import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import world from "../../../tasks/world/index.ts";
import { runTask } from "../studio.ts";
import { DAYS, SHIPPED, useDesk } from "./desk.ts";

const COMMAND = "npx --no hardhat world record bitcoin --from 2015-06-19 --to 2015-06-21";
const [first, , last] = DAYS;

describe("world", () => {
  const desk = useDesk();
  let hre: HardhatRuntimeEnvironment;
  before(async () => {
    hre = await createHardhatRuntimeEnvironment({ tasks: world });
  });
  const record = (changes: Record<string, unknown> = {}) => {
    const args = {
      program: "bitcoin",
      from: first,
      to: last,
      baseUrl: desk.server.baseUrl,
      out: desk.folder,
      pause: 0,
    };
    return runTask(hre, "world record", { ...args, ...changes });
  };
  const check = (args: Record<string, unknown> = {}) => runTask(hre, "world check", { fixtures: desk.folder, ...args });

  describe("record", () => {
    it("prints what it stored, under what terms, and the next command", async () => {
      const { stdout, stderr, exitCode } = await record();
      expect(exitCode).to.equal(0);
      expect(stdout.split("\n")).to.deep.equal([
        `bitcoin: 3 periods, in ${join(desk.folder, "bitcoin")}`,
        "provider  recorded  there already  missing",
        "coinbase         3              0        0",
        "kraken           3              0        0",
        "bitstamp         3              0        0",
        "api.exchange.coinbase.com: Terms of Coinbase's market data: ask before passing it on",
        "api.kraken.com: Terms of Kraken's API: ask before passing it on",
        "www.bitstamp.net: Terms of Bitstamp's API: ask before passing it on",
        `Next: npx --no hardhat world check bitcoin --fixtures ${desk.folder}`,
      ]);
      expect(stderr.split("\n")).to.have.length(9);
      expect(readdirSync(join(desk.folder, "bitcoin"))).to.deep.equal([
        "bitstamp.json",
        "coinbase.json",
        "kraken.json",
      ]);
    });

    it("asks nothing when all is there", async () => {
      await record();
      const { stdout, exitCode } = await record();
      expect(exitCode).to.equal(0);
      expect(stdout).to.include("kraken           0              3        0");
      expect(desk.server.asked).to.have.length(9);
    });

    it("fails when an answer is missing, with the command that asks for it", async () => {
      desk.server.surprise("api.kraken.com", (response) => response.writeHead(404).end());
      const { stdout, stderr, exitCode } = await record();
      expect(exitCode).to.equal(1);
      expect(stdout).to.include("kraken           2              0        1");
      expect(stderr.split("\n").slice(-2)).to.deep.equal([
        "error: 1 answer is missing; what came is stored.",
        `  try: ${COMMAND} --base-url ${desk.server.baseUrl} --out ${desk.folder}   (asks for the rest)`,
      ]);
    });

    it("fails where the folder holds another source's answers", async () => {
      await record();
      const { stderr, exitCode } = await record({ baseUrl: "http://127.0.0.1:9" });
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^error: .*coinbase\.json was recorded from http.*give another folder with --out\.$/);
    });

    const wrong: [string, Record<string, unknown>, RegExp][] = [
      [
        "an unknown program",
        { program: "tides" },
        /^error: There is no program "tides"; functions-source\/programs has bitcoin, /,
      ],
      [
        "no first day",
        { from: "" },
        /^error: --from is missing: a day such as 2026-11-01\.\n {2}try: npx --no hardhat world record bitcoin --from 2026-11-01 --to 2015-06-21 /,
      ],
      ["a day that is none", { to: "2015-06-31" }, /^error: --to 2015-06-31 is no day; write it like 2026-11-01\.$/],
      ["days in the wrong order", { to: "2015-06-18" }, /^error: --to 2015-06-18 lies before --from 2015-06-19\.$/],
      [
        "days that are not final",
        { to: "2999-01-01" },
        /^error: The data of 2999-01-01 is not final; the last day that is: (\S+)\.\n {2}try: .* --to \1 /,
      ],
      [
        "a range without a period",
        { from: "1969-01-01", to: "1969-12-31" },
        /^error: No period of bitcoin ends between /,
      ],
      [
        "a base URL that is none",
        { baseUrl: "ftp://mirror" },
        /^error: --base-url ftp:\/\/mirror is no http or https URL\.$/,
      ],
      [
        "a base URL with a key",
        { baseUrl: "http://me:s3cr3t@mirror.example/a?token=1" },
        /^error: --base-url may have no user, query or fragment; take http:\/\/mirror\.example\/a\.$/,
      ],
      ["no pause", { pause: -1 }, /^error: --pause -1 is no pause; take 0 to 3600 seconds\.$/],
      ["too many retries", { retries: 11 }, /^error: --retries 11 is too many or too few; take 0 to 10\.$/],
    ];
    for (const [what, changes, error] of wrong) {
      it(`refuses ${what} before it asks anybody`, async () => {
        const { stderr, exitCode } = await record(changes);
        expect(stderr).to.match(error);
        expect(exitCode).to.equal(2);
        expect(desk.server.asked).to.deep.equal([]);
      });
    }
  });

  describe("check", () => {
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
      const { readFixture, writeFixture } = await import("../../../simulations/world/fixtures.ts");
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
});
