import { expect } from "chai";

import { judge } from "../../../../simulations/world/ai/judge.ts";
import { readPrompt } from "../../../../simulations/world/ai/prompt.ts";
import { NotInWorldError } from "../../../../simulations/world/exchange.ts";
import { choiceSchema, ENERGIES, MOODS, STATES, SYSTEM, userMessage } from "./prompts.ts";

interface Choice {
  state: string;
  mood: string;
  energy: string;
}

function choose(fields: Parameters<typeof userMessage>[0], states: readonly string[] = STATES): Choice {
  return judge({ system: SYSTEM, user: userMessage(fields), schema: choiceSchema(states) }) as Choice;
}

describe("the scripted stand-in's judgement", () => {
  it("reads states, lists and the message out of the prompt", () => {
    const prompt = readPrompt(SYSTEM, userMessage());
    expect(prompt?.states[0]).to.deep.equal({ name: "abyss", low: Number.NEGATIVE_INFINITY, high: -801 });
    expect(prompt?.lists).to.deep.equal({ mood: MOODS, energy: ENERGIES });
    expect(prompt).to.include({ from: "drift", measure: -130, reading: 71 });
  });

  it("picks the state whose range holds the measure, bounds included", () => {
    const measures: [number, string][] = [
      [-1e9, "abyss"],
      [-801, "abyss"],
      [-800, "ebb"],
      [-201, "ebb"],
      [-200, "drift"],
      [199, "drift"],
      [200, "flow"],
      [800, "surge"],
      [1e9, "surge"],
    ];
    for (const [measure, state] of measures) expect(choose({ measure }).state).to.equal(state);
  });

  it("picks the nearest state that the schema allows", () => {
    expect(choose({ measure: -5_000 }, ["drift", "flow"]).state).to.equal("drift");
    expect(choose({ measure: 500 }, ["drift", "surge"]).state).to.equal("surge");
    expect(choose({ measure: 499 }, ["drift", "surge"]).state).to.equal("drift");
  });

  it("answers otherwise when the measure or the reading in the prompt changes", () => {
    expect(choose({ measure: -130 })).not.to.deep.equal(choose({ measure: -1_300 }));
    expect(choose({ measure: 0, reading: 71 })).not.to.deep.equal(choose({ measure: 0, reading: 72 }));
  });

  it("lets the mood follow the place among the ranges, and the energy the distance moved", () => {
    const measures = [-5_000, -500, 0, 500, 5_000];
    expect(measures.map((measure) => choose({ measure, reading: 1 }).mood)).to.deep.equal(MOODS);
    const energies = ["surge", "flow", "drift"].map((from) => ENERGIES.indexOf(choose({ from, measure: 900 }).energy));
    expect(energies).to.deep.equal(energies.toSorted((a, b) => a - b));
    expect(energies[0]).to.be.lessThan(energies[2]!);
  });

  it("gives the same answer to the same bytes", () => {
    expect(choose({ measure: 333 })).to.deep.equal(choose({ measure: 333 }));
  });

  it("never leaves the schema, whatever the prompt", () => {
    for (let index = 0; index < 200; index++) {
      const user =
        index % 2 === 0 ? userMessage({ measure: index * 37 - 3_000, reading: -index }) : `Tell me story ${index}`;
      const choice = judge({ system: SYSTEM, user, schema: choiceSchema(["ebb", "flow"]) }) as Choice;
      expect(["ebb", "flow"]).to.include(choice.state);
      expect(MOODS).to.include(choice.mood);
      expect(ENERGIES).to.include(choice.energy);
    }
  });

  it("answers prompts that it cannot read by their bytes", () => {
    const states = Array.from(
      { length: 40 },
      (_, index) => (judge({ system: "", user: `Tell me story ${index}`, schema: choiceSchema() }) as Choice).state,
    );
    expect(new Set(states)).to.deep.equal(new Set(STATES));
  });

  it("answers any schema of given values", () => {
    const schema = {
      type: "object",
      properties: {
        verdict: {
          type: "object",
          properties: { sure: { type: "boolean" } },
          required: ["sure"],
          additionalProperties: false,
        },
        score: { type: "integer", minimum: 1, maximum: 5 },
        kind: { const: "fixed" },
      },
    };
    const answer = judge({ system: SYSTEM, user: userMessage({ measure: 1e9 }), schema }) as {
      verdict: { sure: unknown };
      score: unknown;
      kind: unknown;
    };
    expect(answer.verdict.sure).to.be.a("boolean");
    expect(answer.score).to.equal(5);
    expect(answer.kind).to.equal("fixed");
  });

  it("refuses schemas that ask for prose", () => {
    const schema = { type: "object", properties: { story: { type: "string" } } };
    expect(() => judge({ system: SYSTEM, user: userMessage(), schema })).to.throw(
      NotInWorldError,
      '"story" gives none',
    );
  });
});
