import { expect } from "chai";

import type { Fault } from "../../../../simulations/world/index.ts";
import { useWorld } from "../fixture.ts";
import { choiceSchema, MOODS, SYSTEM, userMessage } from "./prompts.ts";

const URL = "https://api.mistral.ai/v1/chat/completions";
const KEY = { authorization: "Bearer test" };

/** A body that the API takes, with changes; undefined takes a member away. */
function chat(changes: Record<string, unknown> = {}, schema: unknown = choiceSchema()) {
  return {
    model: "mistral-small-2603",
    max_tokens: 200,
    temperature: 0,
    messages: [
      { role: "system", content: SYSTEM },
      { role: "user", content: userMessage() },
    ],
    response_format: { type: "json_schema", json_schema: { name: "evolution", strict: true, schema } },
    ...changes,
  };
}

describe("mistral", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const post = (body: unknown = chat(), headers: Record<string, string> = KEY) =>
    fixture.clients[0]!.post(URL, body, headers);
  const add = (fault: Partial<Fault>) => fixture.world.faults.add({ service: "mistral", ...fault } as Fault);
  const contentUnder = async (kind: "reasoningFirst" | "refusal" | "invalidJson" | "outsideSchema" | "truncated") => {
    add({ kind });
    const [{ message, finish_reason }] = (await post()).json().choices;
    return { content: message.content, finish_reason };
  };

  it("answers a chat completion whose id says that no model wrote it", async () => {
    const { status, json } = await post();
    const completion = json();
    expect(status).to.equal(200);
    expect(completion).to.include({ object: "chat.completion", model: "mistral-small-2603", created: fixture.now });
    expect(completion.id).to.match(/^standin-[0-9a-f]{24}$/);
    const [{ message, ...rest }] = completion.choices;
    expect(rest).to.deep.equal({ index: 0, finish_reason: "stop" });
    expect(Object.keys(message)).to.have.members(["role", "tool_calls", "content"]);
    expect(JSON.parse(message.content)).to.include({ state: "drift" });
    const { prompt_tokens, completion_tokens, total_tokens } = completion.usage;
    expect(total_tokens).to.equal(prompt_tokens + completion_tokens);
  });
  it("takes sampling parameters, other models and efforts", async () => {
    const accepted = [
      { temperature: 0.7, top_p: 0.9, random_seed: 7 },
      { temperature: undefined, max_tokens: undefined },
      { model: "mistral-small-latest", reasoning_effort: "none" },
      { model: "ministral-8b-2512", n: 1, safe_prompt: true },
    ];
    for (const changes of accepted) expect((await post(chat(changes))).status, JSON.stringify(changes)).to.equal(200);
  });

  const flaws: [string, unknown, RegExp][] = [
    ["OpenAI's limit of tokens", chat({ max_completion_tokens: 9 }), /^extra_forbidden body max_completion_tokens /],
    ["OpenAI's seed", chat({ seed: 1 }), /^extra_forbidden body seed Extra inputs are not permitted$/],
    ["no model", chat({ model: undefined }), /^missing body model Field required$/],
    ["no messages", chat({ messages: undefined }), /^missing body messages Field required$/],
    ["a temperature below zero", chat({ temperature: -1 }), /^greater_than_equal body temperature .* equal to 0$/],
    ["a temperature that is too high", chat({ temperature: 2 }), /^less_than_equal body temperature .* equal to 1\.5$/],
    ["a seed that is no integer", chat({ random_seed: 0.5 }), /^greater_than_equal body random_seed /],
    ["an effort that it does not know", chat({ reasoning_effort: "low" }), /^enum body reasoning_effort /],
    ["a role that it does not know", chat({ messages: [{ role: "developer", content: "x" }] }), /^union_tag_invalid /],
    [
      "a schema without a name",
      chat({ response_format: { type: "json_schema", json_schema: { strict: true, schema: choiceSchema() } } }),
      /^missing body response_format json_schema name /,
    ],
    ["a body that is no JSON", "{", /^json_invalid body 0 JSON decode error$/],
  ];
  for (const [what, body, wording] of flaws) {
    it(`refuses ${what} with status 422`, async () => {
      const { status, json } = await post(body);
      expect(status).to.equal(422);
      const { message, ...rest } = json();
      expect(rest).to.deep.equal({ object: "error", type: "invalid_request_error", param: null, code: null });
      const [{ type, loc, msg }] = message.detail;
      expect([type, ...loc, msg].join(" ")).to.match(wording);
    });
  }
  const errors: [string, unknown, Record<string, unknown>][] = [
    ["a model that it does not have", chat({ model: "mistral-tiny" }), { type: "invalid_model", code: "1500" }],
    ["no message", chat({ messages: [] }), { type: "invalid_request_message_order", code: "3230" }],
    [
      "an assistant's word at the end",
      chat({ messages: [...chat().messages, { role: "assistant", content: "{" }] }),
      { type: "invalid_request_message_order", code: "3230" },
    ],
    ["a share beside greedy sampling", chat({ top_p: 0.5 }), { type: "invalid_request_top_p", code: "3103" }],
    ["a schema that is not closed", chat({}, { type: "object" }), { type: "invalid_request_error", code: "3051" }],
  ];
  for (const [what, body, error] of errors) {
    it(`refuses ${what} with status 400`, async () => {
      const { status, json } = await post(body);
      expect(status).to.equal(400);
      expect(json()).to.include({ object: "error", ...error });
    });
  }

  it("says the same of a key that is missing, was never set, or has expired", async () => {
    for (const headers of [{}, { authorization: "Bearer undefined" }] as Record<string, string>[]) {
      const { status, json } = await post(chat(), headers);
      expect([status, json()]).to.deep.equal([401, { detail: "Unauthorized" }]);
    }
    add({ kind: "keyExpired" });
    expect((await post()).status).to.equal(401);
  });
  it("says what the script cannot do", async () => {
    const cases: [unknown, string][] = [
      [chat({ response_format: undefined }), "set response_format to a json_schema"],
      [chat({ stream: true }), "does not stream"],
    ];
    for (const [body, why] of cases) {
      const { status, json } = await post(body);
      expect([status, json().why.includes(why)]).to.deep.equal([599, true]);
    }
  });

  it("reasoningFirst: chunks, the thinking first", async () => {
    const { content } = await contentUnder("reasoningFirst");
    expect(content.map(({ type }: { type: string }) => type)).to.deep.equal(["thinking", "text"]);
    expect(JSON.parse(content[1].text).state).to.equal("drift");
  });
  it("refusal: in words, since there is no member for it", async () => {
    const { content, finish_reason } = await contentUnder("refusal");
    expect([content, finish_reason]).to.deep.equal(["I'm sorry, but I can't help with that.", "stop"]);
  });
  it("truncated: finish_reason length", async () => {
    const { content, finish_reason } = await contentUnder("truncated");
    expect(finish_reason).to.equal("length");
    expect(() => JSON.parse(content)).to.throw(SyntaxError);
  });
  it("invalidJson and outsideSchema: break the promise of the schema", async () => {
    const { content } = await contentUnder("outsideSchema");
    expect(MOODS).not.to.include(JSON.parse(content).mood);
    const prose = await contentUnder("invalidJson");
    expect(() => JSON.parse(prose.content)).to.throw(SyntaxError);
  });
  it("says a status in its own words", async () => {
    const remove = add({ kind: "status", status: 429 });
    expect((await post()).json()).to.deep.equal({
      object: "error",
      message: "Rate limit exceeded",
      type: "rate_limited",
      param: null,
      code: "1300",
      raw_status_code: 429,
    });
    remove();
    add({ kind: "status", status: 503 });
    const { status, json } = await post();
    expect([status, json().message]).to.deep.equal([503, "Service unavailable."]);
  });
});
