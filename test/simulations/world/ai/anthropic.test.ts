import { expect } from "chai";

import type { Fault } from "../../../../simulations/world/index.ts";
import { useWorld } from "../fixture.ts";
import { choiceSchema, MOODS, SYSTEM, userMessage } from "./prompts.ts";

const URL = "https://api.anthropic.com/v1/messages";
const HEADERS: Record<string, string> = { "x-api-key": "sk-ant-test", "anthropic-version": "2026-10-21" };

/** A body that the API takes, with changes; undefined takes a member away. */
function messages(changes: Record<string, unknown> = {}, schema: unknown = choiceSchema()) {
  return {
    model: "claude-haiku-5-5",
    max_tokens: 200,
    thinking: { type: "disabled" },
    system: SYSTEM,
    messages: [{ role: "user", content: userMessage() }],
    output_config: { format: { type: "json_schema", schema } },
    ...changes,
  };
}

describe("anthropic", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const post = (body: unknown = messages(), headers = HEADERS) => fixture.clients[0]!.post(URL, body, headers);
  const add = (fault: Partial<Fault>) => fixture.world.faults.add({ service: "anthropic", ...fault } as Fault);

  it("answers a message whose id says that no model wrote it", async () => {
    const { status, json } = await post();
    const message = json();
    expect(status).to.equal(200);
    expect(message).to.include({
      type: "message",
      role: "assistant",
      model: "claude-haiku-5-5",
      stop_reason: "end_turn",
    });
    expect(message.id).to.match(/^standin-[0-9a-f]{24}$/);
    expect(message.content).to.have.length(1);
    expect(JSON.parse(message.content[0].text)).to.include({ state: "drift" });
  });

  it("answers otherwise when the reading in the prompt changes", async () => {
    const textFor = async (reading: number) => {
      const content = [{ type: "text", text: userMessage({ measure: 0, reading }) }];
      const body = messages({ messages: [{ role: "user", content }], system: [{ type: "text", text: SYSTEM }] });
      return (await post(body)).json().content[0].text;
    };
    expect(await textFor(71)).not.to.equal(await textFor(72));
  });

  it("takes a bearer token, and sampling on the old version where the model still does", async () => {
    const bearer = { authorization: "Bearer token", "anthropic-version": "2026-10-21" };
    expect((await post(messages(), bearer)).status).to.equal(200);
    const old = { ...HEADERS, "anthropic-version": "2023-06-01" };
    expect((await post(messages({ model: "claude-haiku-4-5", temperature: 0 }), old)).status).to.equal(200);
    expect((await post(messages({ temperature: 0 }), old)).status).to.equal(400);
  });

  const prefilled = [...messages().messages, { role: "assistant", content: "{" }];
  const ranged = { ...choiceSchema(), properties: { score: { type: "integer", minimum: 0 } }, required: ["score"] };
  const refusals: [string, unknown, number, string, RegExp][] = [
    [
      "temperature",
      messages({ temperature: 1 }),
      400,
      "invalid_request_error",
      /^temperature: Extra inputs are not permitted$/,
    ],
    ["top_p", messages({ top_p: 1 }), 400, "invalid_request_error", /^top_p: Extra inputs are not permitted$/],
    ["top_k", messages({ top_k: 1 }), 400, "invalid_request_error", /^top_k: Extra inputs are not permitted$/],
    ["a seed", messages({ seed: 1 }), 400, "invalid_request_error", /^seed: Extra inputs are not permitted$/],
    [
      "no max_tokens",
      messages({ max_tokens: undefined }),
      400,
      "invalid_request_error",
      /^max_tokens: Field required$/,
    ],
    ["no model", messages({ model: undefined }), 400, "invalid_request_error", /^model: Field required$/],
    ["a model that it does not have", messages({ model: "claude-2.1" }), 404, "not_found_error", /^model: claude-2.1$/],
    ["no messages", messages({ messages: [] }), 400, "invalid_request_error", /at least one message is required/],
    [
      "a system message",
      messages({ messages: [{ role: "system", content: "x" }] }),
      400,
      "invalid_request_error",
      /^messages\.0\.role/,
    ],
    [
      "an assistant prefill",
      messages({ messages: prefilled }),
      400,
      "invalid_request_error",
      /assistant message prefill/,
    ],
    [
      "a schema that is not closed",
      messages({}, { ...choiceSchema(), additionalProperties: true }),
      400,
      "invalid_request_error",
      /'additionalProperties' must be explicitly set to false$/,
    ],
    ["numeric bounds in a schema", messages({}, ranged), 400, "invalid_request_error", /'minimum' is not supported$/],
    ["a body that is no JSON", "{", 400, "invalid_request_error", /not valid JSON/],
  ];
  for (const [what, body, status, type, wording] of refusals) {
    it(`refuses ${what}`, async () => {
      const answer = await post(body);
      expect(answer.status).to.equal(status);
      expect(answer.json()).to.include({ type: "error" });
      expect(answer.json().error.type).to.equal(type);
      expect(answer.json().error.message).to.match(wording);
      expect(answer.json().request_id).to.match(/^req_/);
    });
  }

  it("refuses requests without a key or a version", async () => {
    const keyless = await post(messages(), { "anthropic-version": "2026-10-21" });
    expect([keyless.status, keyless.json().error.type]).to.deep.equal([401, "authentication_error"]);
    const unversioned = await post(messages(), { "x-api-key": "k" });
    expect([unversioned.status, unversioned.json().error.message]).to.deep.equal([
      400,
      "anthropic-version: header is required",
    ]);
    expect((await post(messages(), { ...HEADERS, "anthropic-version": "2024-01-01" })).status).to.equal(400);
  });

  it("refusal: status 200, no content, stop_reason refusal", async () => {
    add({ kind: "refusal" });
    const { status, json } = await post();
    expect(status).to.equal(200);
    expect(json()).to.deep.include({ content: [], stop_reason: "refusal" });
    expect(json().stop_details).to.include({ type: "refusal" });
  });

  it("truncated: stop_reason max_tokens", async () => {
    add({ kind: "truncated" });
    const { content, stop_reason } = (await post()).json();
    expect(stop_reason).to.equal("max_tokens");
    expect(() => JSON.parse(content[0].text)).to.throw(SyntaxError);
  });

  it("reasoningFirst: a thinking block comes before the text", async () => {
    add({ kind: "reasoningFirst" });
    const { content } = (await post()).json();
    expect(content.map(({ type }: { type: string }) => type)).to.deep.equal(["thinking", "text"]);
    expect(JSON.parse(content[1].text).state).to.equal("drift");
  });

  it("invalidJson and outsideSchema: break the promise of the schema", async () => {
    const remove = add({ kind: "invalidJson" });
    const prose = (await post()).json().content[0].text;
    expect(() => JSON.parse(prose)).to.throw(SyntaxError);
    remove();
    add({ kind: "outsideSchema" });
    expect(MOODS).not.to.include(JSON.parse((await post()).json().content[0].text).mood);
  });

  it("keyExpired: 401", async () => {
    add({ kind: "keyExpired" });
    const { status, json } = await post();
    expect([status, json().error]).to.deep.equal([401, { type: "authentication_error", message: "invalid x-api-key" }]);
  });

  it("rate limits say when to come back", async () => {
    add({ kind: "status", status: 429 });
    expect((await post()).headers["retry-after"]).to.equal("20");
  });
});

describe("an AI that stalls", () => {
  const waits: number[] = [];
  const fixture = useWorld("2015-06-20T06:00:00Z", {
    wait: async (ms) => {
      waits.push(ms);
    },
  });

  it("answers after twelve seconds, or as late as told", async () => {
    const remove = fixture.world.faults.add({ service: "anthropic", kind: "stall" });
    expect((await fixture.clients[0]!.post(URL, messages(), HEADERS)).status).to.equal(200);
    remove();
    fixture.world.faults.add({ service: "anthropic", kind: "stall", ms: 5_000 });
    expect((await fixture.clients[0]!.post(URL, messages(), HEADERS)).status).to.equal(200);
    expect(waits).to.deep.equal([12_000, 5_000]);
  });
});
