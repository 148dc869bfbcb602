import { expect } from "chai";

import { anthropicReply, drive, json, openaiReply, type Responder } from "../support.ts";
import { anthropic } from "../../../functions-source/ai/anthropic.ts";
import { toHear } from "../../../functions-source/ai/hear.ts";
import { openai } from "../../../functions-source/ai/openai.ts";
import type { Settled } from "../../../functions-source/effects.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";

const OPENAI = "https://api.openai.com/v1/chat/completions";
const ANTHROPIC = "https://api.anthropic.com/v1/messages";
const ALLOWED = [1, 2, 3];
const GOOD = { state: "flow", mood: "hope" };
const CHOICE = [3, 3];

const hear = (secrets: Record<string, string>, responder: Responder) => {
  const ais = [openai, anthropic].filter(({ secret }) => secrets[secret]);
  return drive(toHear(core, { spent: 2 }, secrets, ALLOWED, "system text", '{"from":"drift"}')(ais), responder);
};

const SCHEMA = {
  type: "object",
  properties: {
    state: { type: "string", enum: ["ebb", "drift", "flow"] },
    mood: { type: "string", enum: core.moods },
  },
  required: ["state", "mood"],
  additionalProperties: false,
};

/** Replies that are no answer, of either provider. */
const common: Record<string, Settled> = {
  "a hang or a refused redirect": undefined,
  "401": json({ error: { type: "authentication_error" } }, 401),
  "429": json({ error: { type: "rate_limit_error" } }, 429),
  "500": [500, "oops"],
  "529": json({ type: "error", error: { type: "overloaded_error" } }, 529),
  "HTML with status 200": [200, "<html>"],
  "null with status 200": [200, "null"],
};

const outside: Record<string, unknown> = {
  "a state that may not follow": { ...GOOD, state: "surge" },
  "an unknown state": { ...GOOD, state: "sideways" },
  "an unknown mood": { ...GOOD, mood: "Hope" },
  "a missing member": { state: "flow" },
  "an index instead of a name": { ...GOOD, mood: 3 },
  "a list": ["flow", "hope"],
  "a word": "flow",
  nothing: null,
};

describe("toHear", () => {
  describe("with OpenAI", () => {
    const secrets = { openaiKey: "sk-1" };
    const answer = (reply: Settled) => hear(secrets, () => reply);
    it("asks for exactly two enumerations, without sampling parameters", () => {
      const { value, batches } = answer(openaiReply(GOOD));
      expect(value).to.deep.equal([CHOICE]);
      const [{ requests, timeoutMs }] = batches as [(typeof batches)[0]];
      expect(timeoutMs).to.equal(3_000);
      const [{ url, init }] = requests as [(typeof requests)[0]];
      expect(url).to.equal(OPENAI);
      expect(init.method).to.equal("POST");
      expect(init.headers).to.include({ Authorization: "Bearer sk-1", "Content-Type": "application/json" });
      expect(JSON.parse(init.body!)).to.deep.equal({
        model: "gpt-6-luna",
        reasoning_effort: "none",
        max_completion_tokens: 200,
        messages: [
          { role: "system", content: "system text" },
          { role: "user", content: '{"from":"drift"}' },
        ],
        response_format: { type: "json_schema", json_schema: { name: "imago", strict: true, schema: SCHEMA } },
      });
    });
    it("asks another server and model when secrets say so", () => {
      const { batches } = hear({ ...secrets, openaiBase: "https://ai.example/v1", openaiModel: "m" }, () => undefined);
      const { url, init } = batches[0]!.requests[0]!;
      expect(url).to.equal("https://ai.example/v1/chat/completions");
      expect(JSON.parse(init.body!).model).to.equal("m");
    });
    const bad: Record<string, Settled> = {
      ...common,
      ...Object.fromEntries(Object.entries(outside).map(([what, content]) => [what, openaiReply(content)])),
      "a refusal": json({ choices: [{ message: { content: null, refusal: "I cannot." }, finish_reason: "stop" }] }),
      truncation: json({ choices: [{ message: { content: '{"state":"fl' }, finish_reason: "length" }] }),
      "a content filter": json({ choices: [{ message: { content: "" }, finish_reason: "content_filter" }] }),
      "no choices": json({ choices: [] }),
      "a good body with status 201": [201, (openaiReply(GOOD) as [number, string])[1]],
    };
    for (const [what, reply] of Object.entries(bad)) {
      it(`takes as no answer: ${what}`, () => expect(answer(reply).value).to.deep.equal([undefined]));
    }
  });

  describe("with Anthropic", () => {
    const secrets = { anthropicKey: "sk-2" };
    const answer = (reply: Settled) => hear(secrets, () => reply);
    it("asks for structured output in the current version", () => {
      const { value, batches } = answer(anthropicReply(GOOD));
      expect(value).to.deep.equal([CHOICE]);
      const { url, init } = batches[0]!.requests[0]!;
      expect(url).to.equal(ANTHROPIC);
      expect(init.headers).to.include({ "x-api-key": "sk-2", "anthropic-version": "2026-10-21" });
      expect(JSON.parse(init.body!)).to.deep.equal({
        model: "claude-haiku-5-5",
        max_tokens: 200,
        thinking: { type: "disabled" },
        system: "system text",
        messages: [{ role: "user", content: '{"from":"drift"}' }],
        output_config: { format: { type: "json_schema", schema: SCHEMA } },
      });
    });
    it("chooses the text block by its type", () => {
      const content = [
        { type: "thinking", thinking: "hm", text: "{}" },
        { type: "text", text: JSON.stringify(GOOD) },
      ];
      expect(answer(anthropicReply(GOOD, { content })).value).to.deep.equal([CHOICE]);
    });
    const bad: Record<string, Settled> = {
      ...common,
      ...Object.fromEntries(Object.entries(outside).map(([what, content]) => [what, anthropicReply(content)])),
      "a refusal": anthropicReply(GOOD, { stop_reason: "refusal", content: [] }),
      "a refusal with text": anthropicReply(GOOD, { stop_reason: "refusal" }),
      truncation: anthropicReply(GOOD, { stop_reason: "max_tokens" }),
      "no text block": anthropicReply(GOOD, { content: [{ type: "thinking", thinking: "hm" }] }),
      "half of the JSON": anthropicReply(GOOD, { content: [{ type: "text", text: '{"state":"fl' }] }),
    };
    for (const [what, reply] of Object.entries(bad)) {
      it(`takes as no answer: ${what}`, () => expect(answer(reply).value).to.deep.equal([undefined]));
    }
  });

  describe("with both", () => {
    const secrets = { openaiKey: "key-one", anthropicKey: "key-two" };
    it("asks them at once, and keeps their order", () => {
      const { value, batches } = hear(secrets, ({ url }) => (url === ANTHROPIC ? anthropicReply(GOOD) : undefined));
      expect(batches.map(({ requests }) => requests.map(({ url }) => url))).to.deep.equal([[OPENAI, ANTHROPIC]]);
      expect(value).to.deep.equal([undefined, CHOICE]);
    });
    it("sends a key only to its own provider", () => {
      const [batch] = hear(secrets, () => undefined).batches;
      for (const request of batch!.requests) {
        const foreign = request.url === OPENAI ? "key-two" : "key-one";
        expect(JSON.stringify(request)).not.to.include(foreign);
      }
    });
  });
});
