import { expect } from "chai";

import { type Stage, type Verdict, playScenario, scenarios, startStage } from "../../../simulations/scenarios/index.ts";

const failed = ({ expectations }: Verdict): string[] =>
  expectations.filter(({ held }) => !held).map(({ sentence, because }) => `${sentence} (${because ?? "no reason"})`);

describe("the scenarios", () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage?.stop());

  it("have names and titles of their own", () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).to.equal(scenarios.length);
    expect(new Set(scenarios.map(({ title }) => title)).size).to.equal(scenarios.length);
  });

  for (const told of scenarios) {
    describe(told.name, () => {
      it("holds", async () => {
        const verdict = await playScenario(stage, told, { short: true });
        expect(failed(verdict)).to.deep.equal([]);
        expect(verdict.held).to.equal(true);
        expect(JSON.parse(JSON.stringify(verdict))).to.deep.equal(verdict);
      });

      it(`fails without ${told.without.property}`, async () => {
        const verdict = await playScenario(stage, told, { short: true, without: true });
        expect(verdict.held).to.equal(false);
        for (const sentence of told.without.fails) {
          const expectation = verdict.expectations.find((each) => each.sentence === sentence);
          expect(expectation, sentence).to.include({ held: false });
        }
      });
    });
  }
});
