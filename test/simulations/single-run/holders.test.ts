import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { type Bundle, bundle } from "../../../functions-source/bundle.ts";
import { encodeTally } from "../../../functions-source/content/tally.ts";
import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { appendRun } from "../../../simulations/single-run/dataset.ts";
import { type Rig, startRig } from "../../../simulations/single-run/rig.ts";
import { type SingleRun, runOnce } from "../../../simulations/single-run/run.ts";
import { parseSignals } from "../../../tasks/source/question.ts";
import { textOf } from "../../../tasks/source/simulation-text.ts";

const FOLDER = new URL("../../tasks/token/programs/", import.meta.url);
const NAME = "swayed-index";
const LAST = { state: 2, reading: 135_000n };

describe("a single run of a program that listens", () => {
  let program: Program;
  let bundled: Bundle;
  let rig: Rig;
  before(async () => {
    [program, bundled, rig] = await Promise.all([loadProgram(NAME, FOLDER), bundle(NAME, FOLDER), startRig()]);
  });
  after(() => rig?.stop());

  const once = (signals: string): Promise<SingleRun> => {
    const interactions = parseSignals(program, signals);
    const day = Date.UTC(2012, 1, 27) / 1_000;
    return runOnce(rig, program, bundled, { day, last: LAST, ...(interactions && { interactions }) });
  };
  const run = async (signals: string) => {
    const result = await once(signals);
    expect(result.outcomes).to.have.lengthOf(1);
    const [{ told }] = result.outcomes as [(typeof result.outcomes)[0]];
    return [told.kind === "EVOLVE" ? told.state : told.kind, textOf(result, false)] as const;
  };

  it("comes out as its holders wish, within the step, and tells what they said", async () => {
    const [alone, text] = await run("");
    expect(text).to.match(/\n {2}holders {3}none\n/);
    const [stirred, stirredText] = await run("0,3,0,0");
    expect(stirredText).to.match(/\n {2}holders {3}3 stir\n/);
    const [calmed] = await run("3,0,9,9");
    expect([alone, stirred, calmed]).to.deep.equal(["climb", "soar", "slide"]);
    expect((await run("1,0,0,0"))[0], "one voice is too few").to.equal(alone);
  });

  it("stands in the dataset with what its holders said", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "imago-holders-"));
    try {
      const file = path.join(folder, "runs.jsonl");
      for (const [index, signals] of ["4,3,2,1", ""].entries())
        await appendRun(file, await once(signals), { live: false, run: index + 1, runs: 2 });
      const signals = (await readFile(file, "utf8"))
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { signals: unknown }).signals);
      const [told, silent] = [
        { calm: 4, stir: 3, darken: 2, brighten: 1 },
        { calm: 0, stir: 0, darken: 0, brighten: 0 },
      ];
      expect(signals).to.deep.equal([told, told, told, told, silent, silent, silent, silent]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("reads a tally, and no other text", () => {
    expect(parseSignals(program, "")).to.equal(undefined);
    expect(parseSignals(program, "1,2,3,65535")).to.equal(
      encodeTally({ calm: 1, stir: 2, darken: 3, brighten: 65_535 }),
    );
    for (const text of ["1,2,3", "1,2,3,4,5", "1,2,3,65536", "1,2,3,-1", "1, 2,3,4", "a", "1,2,,4"])
      expect(() => parseSignals(program, text), text).to.throw(
        /is no tally; write four counts up to 65535 for calm, stir/,
      );
  });
});
