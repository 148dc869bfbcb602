import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { readFixture } from "../../../simulations/world/fixtures.ts";
import { createProgram } from "../../../tasks/program/new.ts";
import { type Ended, runTask } from "../studio.ts";
import { hardhat } from "../source/hardhat.ts";

describe("program new", () => {
  const run = async (args: Readonly<Record<string, unknown>>): Promise<Ended> =>
    runTask(await hardhat(), "program new", args);

  describe("in a repository", () => {
    let root: string;
    const files = (): string[] => readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
    const put = (file: string): void => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), "");
    };
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), "imago-new-"));
      mkdirSync(join(root, "functions-source/programs"), { recursive: true });
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it("writes a program, its test and its fixtures, and nothing else", async () => {
      const before = files();
      const lines = await createProgram(root, "tides", "weather");
      expect(lines.at(-1)).to.equal("  npx --no hardhat source simulate tides");
      expect(files().filter((file) => !before.includes(file))).to.deep.equal([
        "functions-source/programs/tides.ts",
        ...["simulations", "simulations/world", "simulations/world/fixtures", "simulations/world/fixtures/tides"],
        "simulations/world/fixtures/tides/ncei.json",
        "simulations/world/fixtures/tides/open-meteo.json",
        ...["test", "test/functions-source", "test/functions-source/programs"],
        "test/functions-source/programs/tides.test.ts",
      ]);
      const program = readFileSync(join(root, "functions-source/programs/tides.ts"), "utf8");
      expect(program).to.include('name: "tides"').and.to.include('from "../feeds/ncei.ts"').and.not.to.include("my-");
      const test = readFileSync(join(root, "test/functions-source/programs/tides.test.ts"), "utf8");
      expect(test)
        .to.include('from "../../../functions-source/programs/tides.ts"')
        .and.to.include('from "../support.ts"');
      expect(test).to.include("simulations/world/fixtures/tides").and.not.to.include("my-program");
    });

    it("labels its data as made up", async () => {
      await createProgram(root, "tides", "weather");
      for (const provider of ["ncei", "open-meteo"]) {
        const fixture = readFixture(join(root, `simulations/world/fixtures/tides/${provider}.json`));
        expect(fixture).to.include({ provider, synthetic: true });
        expect(fixture.licence).to.match(/^Made up/);
      }
    });

    for (const taken of [
      "functions-source/programs/tides.ts",
      "test/functions-source/programs/tides.test.ts",
      "simulations/world/fixtures/tides/ncei.json",
    ])
      it(`writes nothing when ${taken} is there`, async () => {
        put(taken);
        const before = files();
        const error = await createProgram(root, "tides", "weather").catch((each: Error) => each.message);
        expect(error).to.match(/already; nothing was written\.$/);
        expect(files()).to.deep.equal(before);
      });

    it("leaves nothing behind when something cannot be written", async () => {
      // A file where a folder has to be.
      put("test/functions-source/programs");
      const before = files();
      const error = await createProgram(root, "tides", "weather").catch((each: Error) => each.message);
      expect(error).to.match(/^The program cannot be written \(E\w+ .*\); nothing was left behind\.$/);
      expect(
        files().filter(
          (file) =>
            !before.includes(file) && !file.endsWith("fixtures") && !file.endsWith("world") && file !== "simulations",
        ),
      ).to.deep.equal([]);
    });
  });

  for (const [name, message] of [
    ["", /^error: What is the program to be called\?\n {2}try: npx --no hardhat program new my-weather$/],
    ["Tides", /^error: "Tides" is no name of a program: 1 to 24 of a to z, 0 to 9 and hyphen\./],
    ["a_b", /is no name of a program/],
    ["../tides", /is no name of a program/],
    ["t".repeat(25), /is no name of a program/],
    ["tide\n", /is no name of a program/],
    ["ledger", /^error: "ledger" is the name of a part of every deployment/],
  ] as const)
    it(`refuses ${JSON.stringify(name)}`, async () => {
      const { stderr, stdout, exitCode } = await run({ name });
      expect([exitCode, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(message);
    });

  it("refuses a name that exists, and a template that does not", async () => {
    const taken = await run({ name: "bitcoin" });
    expect(taken.exitCode).to.equal(1);
    expect(taken.stderr).to.match(
      /^error: There is a program "bitcoin" already; nothing was written\.\n {2}try: .*bitcoin\.ts$/,
    );
    const unknown = await run({ name: "tides", template: "moon" });
    expect(unknown.exitCode).to.equal(2);
    expect(unknown.stderr).to.match(/^error: There is no template "moon"; there is weather\.$/);
  });
});
