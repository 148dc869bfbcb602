import { expect } from "chai";

import { drive, openaiReply, type Responder } from "../support.ts";
import type { Ai } from "../../../functions-source/ai/ai.ts";
import { anthropic } from "../../../functions-source/ai/anthropic.ts";
import { compatible } from "../../../functions-source/ai/compatible.ts";
import { gemini } from "../../../functions-source/ai/gemini.ts";
import { toHear } from "../../../functions-source/ai/hear.ts";
import { mistral } from "../../../functions-source/ai/mistral.ts";
import { openai } from "../../../functions-source/ai/openai.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";

const ALLOWED = [1, 2, 3];
const GOOD = { state: "flow", mood: "hope" };
const CHOICE = [3, 3];
const MESSAGE = '{"from":"drift"}';

const hear = (ais: readonly Ai[], secrets: Record<string, string>, responder: Responder) =>
  drive(toHear(core, { spent: 2 }, secrets, ALLOWED, "system text", MESSAGE)(ais), responder);
const requestOf = (ai: Ai, secrets: Record<string, string>) => {
  const { url, init } = hear([ai], secrets, () => undefined).batches[0]!.requests[0]!;
  return { url, init, body: JSON.parse(init.body!) as unknown };
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
const CHAT = {
  messages: [
    { role: "system", content: "system text" },
    { role: "user", content: MESSAGE },
  ],
  response_format: { type: "json_schema", json_schema: { name: "imago", strict: true, schema: SCHEMA } },
};

describe("toHear", () => {
  it("asks OpenAI for exactly two enumerations, without sampling parameters", () => {
    const { url, init, body } = requestOf(openai, { openaiKey: "sk-1" });
    expect(url).to.equal("https://api.openai.com/v1/chat/completions");
    expect(init.method).to.equal("POST");
    expect(init.headers).to.deep.equal({ "Content-Type": "application/json", Authorization: "Bearer sk-1" });
    expect(body).to.deep.equal({
      model: "gpt-6-luna",
      reasoning_effort: "none",
      max_completion_tokens: 200,
      ...CHAT,
    });
  });
  it("asks Mistral by the same wire, for its likeliest answer", () => {
    const { url, init, body } = requestOf(mistral, { mistralKey: "sk-2" });
    expect(url).to.equal("https://api.mistral.ai/v1/chat/completions");
    expect(init.headers).to.deep.equal({ "Content-Type": "application/json", Authorization: "Bearer sk-2" });
    expect(body).to.deep.equal({ model: "mistral-small-2603", max_tokens: 200, temperature: 0, ...CHAT });
  });
  it("asks any other server of that wire, of its own or in a vendor's place", () => {
    const secrets = { mistralBase: "https://ai.example/v1", mistralModel: "m", openaiBase: "https://other.example" };
    const { url, body } = requestOf(mistral, secrets);
    expect(url).to.equal("https://ai.example/v1/chat/completions");
    expect(body).to.include({ model: "m" });
    expect(requestOf(openai, secrets).url).to.equal("https://other.example/chat/completions");
    const own = compatible("own", "http://127.0.0.1:8080/v1", "local", { seed: 7 });
    expect(own.secret).to.equal("ownKey");
    const { url: ownUrl, init, body: ownBody } = requestOf(own, { ownKey: "k" });
    expect(ownUrl).to.equal("http://127.0.0.1:8080/v1/chat/completions");
    expect(init.headers.Authorization).to.equal("Bearer k");
    expect(ownBody).to.deep.equal({ model: "local", seed: 7, ...CHAT });
  });
  it("asks Anthropic for structured output in the current version", () => {
    const { url, init, body } = requestOf(anthropic, { anthropicKey: "sk-3" });
    expect(url).to.equal("https://api.anthropic.com/v1/messages");
    expect(init.headers).to.deep.equal({
      "Content-Type": "application/json",
      "x-api-key": "sk-3",
      "anthropic-version": "2026-10-21",
    });
    expect(body).to.deep.equal({
      model: "claude-haiku-5-5",
      max_tokens: 200,
      thinking: { type: "disabled" },
      system: "system text",
      messages: [{ role: "user", content: MESSAGE }],
      output_config: { format: { type: "json_schema", schema: SCHEMA } },
    });
    expect(requestOf(anthropic, { anthropicModel: "m" }).body).to.include({ model: "m" });
  });
  it("asks Gemini by its own wire, with its key in no bearer", () => {
    const { url, init, body } = requestOf(gemini, { geminiKey: "sk-4" });
    expect(url).to.equal(
      "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash-lite:generateContent",
    );
    expect(init.headers).to.deep.equal({ "Content-Type": "application/json", "x-goog-api-key": "sk-4" });
    expect(body).to.deep.equal({
      systemInstruction: { parts: [{ text: "system text" }] },
      contents: [{ role: "user", parts: [{ text: MESSAGE }] }],
      generationConfig: {
        responseMimeType: "application/json",
        responseJsonSchema: SCHEMA,
        maxOutputTokens: 1_000,
        seed: 7,
        thinkingConfig: { thinkingLevel: "minimal" },
      },
    });
    expect(requestOf(gemini, { geminiModel: "m" }).url).to.include("/models/m:generateContent");
  });

  it("grants AIs 3 s", () =>
    expect(hear([openai], {}, () => undefined).batches.map(({ timeoutMs }) => timeoutMs)).to.deep.equal([3_000]));
  it("asks several at once, and keeps their order", () => {
    const { value, batches } = hear([openai, mistral], {}, ({ url }) =>
      url.includes("mistral") ? openaiReply(GOOD) : undefined,
    );
    expect(batches.map(({ requests }) => requests.map(({ url }) => new URL(url).host))).to.deep.equal([
      ["api.openai.com", "api.mistral.ai"],
    ]);
    expect(value).to.deep.equal([undefined, CHOICE]);
  });
  it("sends a key only to its own vendor", () => {
    const secrets = { openaiKey: "key-1", mistralKey: "key-2", anthropicKey: "key-3", geminiKey: "key-4" };
    [openai, mistral, anthropic, gemini].forEach((ai, index) =>
      expect(JSON.stringify(requestOf(ai, secrets)).match(/key-\d/g)).to.deep.equal([`key-${index + 1}`]),
    );
  });
});
