import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { expect } from "chai";

import type { Program } from "../../../../functions-source/program.ts";
import { fileOf, loadProgram, programNames } from "../../../../functions-source/programs.ts";
import { validateProgram } from "../../../../functions-source/validate.ts";
import { examine } from "../../../../tasks/program/check/examine.ts";
import { tell } from "../../../../tasks/program/check/report.ts";
import { rules } from "../../../../tasks/program/check/rules/index.ts";
import { subjectOf } from "../../../../tasks/program/check/subject.ts";
import template from "../../../../tasks/program/templates/weather/program.ts";
import type { Planted } from "./plant.ts";
import { PLANTED } from "./planted.ts";

const SOURCES = fileURLToPath(new URL("../../../../functions-source/", import.meta.url));

describe("program check: its rules", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "imago-check-"))));
  after(() => rmSync(folder, { recursive: true }));

  /** The file as it would stand beside the shipped ones. */
  async function load({ of, edits }: Planted): Promise<Program> {
    let text = readFileSync(fileOf(of), "utf8");
    for (const [from, to] of edits) {
      const before = text;
      text = text.replace(from, to);
      expect(text, `${of}.ts has ${from}`).to.not.equal(before);
    }
    writeFileSync(join(folder, `${of}.ts`), text.replaceAll('from "../', `from "${SOURCES}`));
    const program = await loadProgram(of, pathToFileURL(`${folder}/`));
    validateProgram(program);
    return program;
  }

  for (const one of PLANTED)
    it(`${one.of}, ${one.what}: ${one.found.join(", ") || "nothing"}`, async () => {
      const subject = await subjectOf(await load(one), one.deployed);
      const examination = examine(subject);
      expect(examination.findings.map(({ name }) => name)).to.deep.equal(one.found);
      const lines = tell(one.of, examination, subject.sample).split("\n");
      for (const line of lines.filter((text) => !text.includes("try: npx ")))
        expect(line.length, line).to.be.at.most(80);
    });

  for (const name of programNames())
    it(`find nothing in ${name}`, async () => {
      const { findings, skipped } = examine(await subjectOf(await loadProgram(name)));
      expect(findings).to.deep.equal([]);
      expect(skipped.sample).to.deep.equal([]);
    });

  it("find nothing in the template of a new program", async () => {
    expect(examine(await subjectOf(template)).findings).to.deep.equal([]);
  });

  it("say what they saw in this program", async () => {
    const sentences = async (what: string): Promise<string[]> => {
      const one = PLANTED.find((each) => each.what === what)!;
      return examine(await subjectOf(await load(one))).findings.map(({ saw }) => saw);
    };
    expect(await sentences("a quantum of ten dollars")).to.deep.equal([
      "The quantum is 1000 US cents, and the sources usually lie 4015 apart: of 240 made-up days, 73 % have another reading for a node that misses one source.",
    ]);
    expect(await sentences("three AIs in turn")).to.deep.equal([
      "After 3 requests to feeds the AIs bring them to 6; a run has 5.",
      "2 turns of feeds and 3 of AIs may take 14 s; a DON allows 10 s with start and finish.",
      "The AI at api.openai.com is asked once, and what it says is decided.",
    ]);
  });

  it("are each found by a planted fault", () => {
    const found = new Set(PLANTED.flatMap((one) => one.found));
    expect(rules.map(({ name }) => name).filter((name) => !found.has(name))).to.deep.equal([]);
    expect([...found].filter((name) => !rules.some((rule) => rule.name === name))).to.deep.equal([]);
  });

  it("have names of their own, and sentences", () => {
    expect(new Set(rules.map(({ name }) => name)).size).to.equal(rules.length);
    for (const { why, name } of rules) expect(why, name).to.match(/^[A-Z].*\.$/);
  });

  it("look at what there is to look at", async () => {
    const { skipped } = examine(await subjectOf(await loadProgram("bitcoin")));
    expect(skipped.deployed).to.deep.equal(["confirmation-off", "few-attempts"]);
    const stranger = PLANTED.find(({ found }) => found.includes("source-unknown"))!;
    const without = examine(await subjectOf(await load(stranger)));
    expect(without.skipped.sample).to.deep.equal(["quantum-too-small", "witness-too-strict", "range-out-of-reach"]);
  });
});
