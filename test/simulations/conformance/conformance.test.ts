import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { corpus } from "./corpus/index.ts";
import { PAGE, renderPage } from "./differences-page.ts";
import { knownDifferences } from "./known-differences.ts";
import { type Comparison, compareAll } from "./run.ts";
import type { Outcome } from "./script.ts";

const inToolkit = new Map<string, Outcome>(knownDifferences.flatMap(({ scripts }) => Object.entries(scripts)));

describe("the sandbox, compared with the toolkit's", () => {
  let comparisons: Map<string, Comparison>;
  before(async function () {
    this.timeout(240_000);
    comparisons = await compareAll(corpus);
  });

  for (const { name, outcome } of corpus) {
    it(`a script that ${name}`, () => {
      const { node, toolkit } = comparisons.get(name)!;
      expect(node, "on a node").to.deep.equal(outcome);
      expect(toolkit, "in the toolkit").to.deep.equal(inToolkit.get(name) ?? outcome);
    });
  }
});

describe("the list of known differences", () => {
  it("names scripts of the corpus, each once, that do end differently", () => {
    const names = knownDifferences.flatMap(({ scripts }) => Object.keys(scripts));
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) {
      const script = corpus.find((candidate) => candidate.name === name);
      expect(script, name).to.not.equal(undefined);
      expect(script!.outcome, name).to.not.deep.equal(inToolkit.get(name));
    }
  });

  it("stands in docs/sandbox-differences.md", async () => {
    const page = await readFile(PAGE, "utf8");
    expect(page, "run: node test/simulations/conformance/differences-page.ts").to.equal(renderPage());
  });

  it("covers a corpus whose names are unique", () => {
    expect(new Set(corpus.map(({ name }) => name)).size).to.equal(corpus.length);
  });
});
