import { expect } from "chai";

import { drive, json } from "../support.ts";
import type { Ai } from "../../../functions-source/ai/ai.ts";
import { anthropic } from "../../../functions-source/ai/anthropic.ts";
import { gemini } from "../../../functions-source/ai/gemini.ts";
import { toHear } from "../../../functions-source/ai/hear.ts";
import { mistral } from "../../../functions-source/ai/mistral.ts";
import { openai } from "../../../functions-source/ai/openai.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";

const TEXT = JSON.stringify({ state: "flow", mood: "hope" });
const CHOICE = [3, 3];

/** What is heard of an AI that replies with this. */
const heard = (ai: Ai, body: unknown) =>
  drive(toHear(core, { spent: 2 }, {}, [1, 2, 3], "", "")([ai]), () => json(body)).value[0];

describe("an adapter reads the text", () => {
  const chunks = [
    { type: "thinking", thinking: [{ type: "text", text: "hm" }] },
    { type: "text", text: TEXT },
  ];
  it("of a message, of its last chunk, of the first block of text, of the first part that is no thought", () => {
    for (const ai of [openai, mistral]) {
      expect(heard(ai, { choices: [{ message: { content: TEXT } }] })).to.deep.equal(CHOICE);
      expect(heard(ai, { choices: [{ message: { content: chunks } }] })).to.deep.equal(CHOICE);
    }
    const content = [
      { type: "thinking", thinking: "hm", text: "{}" },
      { type: "text", text: TEXT },
    ];
    expect(heard(anthropic, { content, stop_reason: "end_turn" })).to.deep.equal(CHOICE);
    const parts = [{ text: "hm", thought: true }, { text: TEXT }];
    expect(heard(gemini, { candidates: [{ content: { parts }, finishReason: "STOP" }] })).to.deep.equal(CHOICE);
  });
  it("not of a refusal, whatever stands beside it", () => {
    for (const finish_reason of ["stop", "content_filter"])
      for (const content of [null, ""])
        expect(heard(openai, { choices: [{ message: { content, refusal: TEXT }, finish_reason }] })).to.equal(
          undefined,
        );
    for (const stop_reason of ["refusal", "max_tokens", "pause_turn", "model_context_window_exceeded"])
      expect(heard(anthropic, { content: [{ type: "text", text: TEXT }], stop_reason })).to.equal(undefined);
    for (const finishReason of ["MAX_TOKENS", "SAFETY", "RECITATION", "PROHIBITED_CONTENT"])
      expect(heard(gemini, { candidates: [{ content: { parts: [{ text: TEXT }] }, finishReason }] })).to.equal(
        undefined,
      );
    expect(heard(gemini, { promptFeedback: { blockReason: "SAFETY" } })).to.equal(undefined);
  });
});
