import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { expect } from "chai";

import { WRONG_FILES } from "./wrongFiles.ts";
import { bundle } from "../../functions-source/bundle.ts";
import { PROGRAMS, loadProgram, programNames } from "../../functions-source/programs.ts";
import bitcoin from "../../functions-source/programs/bitcoin.ts";

const SOURCES = fileURLToPath(new URL("../../functions-source/", import.meta.url));

describe("a program's file", () => {
  let folder: URL;
  const write = (text: string, name = "tides"): void =>
    writeFileSync(new URL(`${name}.ts`, folder), text.replaceAll("SOURCES", SOURCES));
  /** Bitcoin's, as if it had been written in a folder of its own. */
  const right = readFileSync(new URL("bitcoin.ts", PROGRAMS), "utf8")
    .replaceAll('from "../', 'from "SOURCES')
    .replace('name: "bitcoin"', 'name: "tides"');

  before(() => {
    const parent = mkdtempSync(join(tmpdir(), "imago-programs-"));
    mkdirSync(join(parent, "programs"));
    folder = pathToFileURL(join(parent, "programs/"));
  });
  after(() => rmSync(new URL("..", folder), { recursive: true, force: true }));

  it("is found by its folder, loaded and bundled", async () => {
    write(right);
    expect(programNames(folder)).to.deep.equal(["tides"]);
    const { core, title } = await loadProgram("tides", folder);
    expect([core.name, title]).to.deep.equal(["tides", bitcoin.title]);
    expect(await bundle("tides", folder)).to.include({ name: "tides", bytes: (await bundle("bitcoin")).bytes - 2 });
  });

  it("is read anew after an edit, and is the same as long as nothing has changed", async () => {
    write(right);
    const first = await loadProgram("tides", folder);
    expect(await loadProgram("tides", folder)).to.equal(first);
    write(right.replace("decimals: 2", "decimals: 3"));
    expect((await loadProgram("tides", folder)).core.decimals).to.equal(3);
  });

  it("may be given ears within the budget", async () => {
    const ears = right
      .replace("{ change }", "{ change, swayed }")
      .replace("measure: change", "measure: swayed(change, 200n, 3n)")
      .replace("  title:", "  listens: true,\n  title:");
    write(ears);
    expect((await loadProgram("tides", folder)).listens).to.equal(true);
    expect((await bundle("tides", folder)).bytes - (await bundle("bitcoin")).bytes).to.be.within(50, 150);
    write(ears.replace("listens: true,", ""));
    const error = await bundle("tides", folder).catch((each: Error) => each.message);
    expect(error).to.match(/its measure is swayed by its holders; say "listens: true"/);
    write(ears.replace("listens: true", 'listens: "yes"'));
    expect(await loadProgram("tides", folder).catch((each: Error) => each.message)).to.match(
      /listens \(whether requests carry what holders signalled\) must be true or false; it is "yes"/,
    );
  });

  it("must be there", async () => {
    write(right);
    const error = await loadProgram("moon", folder).catch((each: Error) => each.message);
    expect(error).to.equal(`There is no program "moon"; ${fileURLToPath(folder)} has tides.`);
    expect(await loadProgram("../program").catch((each: Error) => each.message)).to.match(/^There is no program/);
  });

  describe("that is wrong", () => {
    for (const [what, edit, told] of WRONG_FILES) {
      it(`gets one sentence: ${what}`, async () => {
        write(edit(right));
        const error = await bundle("tides", folder).catch((each: unknown) => each);
        expect(error).to.be.instanceOf(Error);
        const { message } = error as Error;
        expect(message).to.match(told);
        expect(message).not.to.match(/\n|base64|node_modules|^\s+at /);
      });
    }
  });
});
