import { expect } from "chai";

import type { Fault } from "../../../../simulations/world/index.ts";
import { useWorld } from "../fixture.ts";
import { choiceSchema, MOODS, SYSTEM, userMessage } from "./prompts.ts";

const URL = "https://api.openai.com/v1/chat/completions";
const KEY = { authorization: "Bearer sk-test" };

/** A body that the API takes, with changes; undefined takes a member away. */
function chat(changes: Record<string, unknown> = {}, schema: unknown = choiceSchema()) {
  return {
    model: "gpt-6-luna",
    reasoning_effort: "none",
    max_completion_tokens: 200,
    messages: [
      { role: "system", content: SYSTEM },
      { role: "user", content: userMessage() },
    ],
    response_format: { type: "json_schema", json_schema: { name: "evolution", strict: true, schema } },
    ...changes,
  };
}

const messages = (user: string) => [
  { role: "developer", content: [{ type: "text", text: SYSTEM }] },
  { role: "user", content: user },
];

describe("openai", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const post = (body: unknown = chat(), headers: Record<string, string> = KEY) =>
    fixture.clients[0]!.post(URL, body, headers);
  const add = (fault: Partial<Fault>) => fixture.world.faults.add({ service: "openai", ...fault } as Fault);

  it("answers a chat completion whose id says that no model wrote it", async () => {
    const { status, json } = await post();
    const completion = json();
    expect(status).to.equal(200);
    expect(completion).to.include({ object: "chat.completion", model: "gpt-6-luna", created: fixture.now });
    expect(completion.id).to.match(/^standin-[0-9a-f]{24}$/);
    expect(completion.choices[0]).to.include({ index: 0, finish_reason: "stop" });
    const { role, content, refusal } = completion.choices[0].message;
    expect([role, refusal]).to.deep.equal(["assistant", null]);
    expect(JSON.parse(content)).to.include({ state: "drift" });
    const { prompt_tokens, completion_tokens, total_tokens } = completion.usage;
    expect(total_tokens).to.equal(prompt_tokens + completion_tokens);
  });

  it("answers otherwise when the reading in the prompt changes", async () => {
    const choiceFor = async (measure: number, reading: number) =>
      (await post(chat({ messages: messages(userMessage({ measure, reading })) }))).json().choices[0].message.content;
    expect(await choiceFor(0, 71)).not.to.equal(await choiceFor(0, 72));
    expect(JSON.parse(await choiceFor(-900, 71)).state).to.equal("abyss");
    expect(JSON.parse(await choiceFor(900, 71)).state).to.equal("surge");
  });

  it("gives every node the same bytes for the same request", async () => {
    const answers = await Promise.all(fixture.clients.map((client) => client.post(URL, chat(), KEY)));
    expect(answers[0]!.body).to.equal(answers[1]!.body);
  });

  it("cuts the answer where the tokens end", async () => {
    const [choice] = (await post(chat({ max_completion_tokens: 3 }))).json().choices;
    expect(choice.finish_reason).to.equal("length");
    expect(choice.message.content).to.have.length(12);
  });

  it("takes a temperature where the family does", async () => {
    const accepted = [
      { temperature: 0 },
      { temperature: 0, model: "gpt-5.4-nano" },
      {
        temperature: 0.3,
        model: "gpt-4o-mini",
        reasoning_effort: undefined,
        max_completion_tokens: undefined,
        max_tokens: 50,
      },
      { temperature: 1, model: "gpt-5-mini", reasoning_effort: "low" },
      { seed: 7 },
    ];
    for (const changes of accepted) expect((await post(chat(changes))).status, JSON.stringify(changes)).to.equal(200);
  });

  const open = { ...choiceSchema(), additionalProperties: undefined };
  const optional = { ...choiceSchema(), required: ["state", "mood"] };
  const refusals: [string, unknown, number, { param?: string | null; code?: string | null; message: RegExp }][] = [
    ["no model", chat({ model: undefined }), 400, { message: /you must provide a model parameter/ }],
    [
      "a model that is gone",
      chat({ model: "gpt-4.1-nano" }),
      404,
      { code: "model_not_found", message: /`gpt-4.1-nano` does not/ },
    ],
    [
      "no messages",
      chat({ messages: undefined }),
      400,
      { param: "messages", message: /Missing required parameter: 'messages'/ },
    ],
    [
      "no message",
      chat({ messages: [] }),
      400,
      { param: "messages", code: "empty_array", message: /Invalid 'messages'/ },
    ],
    [
      "max_tokens",
      chat({ max_tokens: 100, max_completion_tokens: undefined }),
      400,
      { param: "max_tokens", code: "unsupported_parameter", message: /Use 'max_completion_tokens' instead/ },
    ],
    [
      "a temperature while the model reasons",
      chat({ temperature: 0, reasoning_effort: "low" }),
      400,
      {
        param: "temperature",
        code: "unsupported_value",
        message: /^Unsupported value: 'temperature' does not support 0/,
      },
    ],
    [
      "a temperature on gpt-5",
      chat({ model: "gpt-5", temperature: 0 }),
      400,
      { param: "temperature", message: /temperature/ },
    ],
    [
      "an effort that does not exist",
      chat({ reasoning_effort: "huge" }),
      400,
      { param: "reasoning_effort", message: /'huge'/ },
    ],
    [
      "no tokens at all",
      chat({ max_completion_tokens: 0 }),
      400,
      { param: "max_completion_tokens", message: />= 1, but got 0/ },
    ],
    ["an unknown argument", chat({ top_k: 3 }), 400, { message: /^Unrecognized request argument supplied: top_k$/ }],
    [
      "a schema that is not closed",
      chat({}, open),
      400,
      {
        param: "response_format",
        message: /In context=\(\), 'additionalProperties' is required to be supplied and to be false/,
      },
    ],
    [
      "a schema with optional members",
      chat({}, optional),
      400,
      { param: "response_format", message: /Missing 'energy'\.$/ },
    ],
    [
      "a schema of another type",
      chat({}, { type: "array" }),
      400,
      { param: "response_format", message: /got 'type: "array"'/ },
    ],
    ["a body that is no JSON", "{", 400, { message: /could not parse the JSON body/ }],
  ];
  for (const [what, body, status, { message, ...rest }] of refusals) {
    it(`refuses ${what}`, async () => {
      const answer = await post(body);
      expect(answer.status).to.equal(status);
      const { error } = answer.json();
      expect(error).to.include({ type: "invalid_request_error", ...rest });
      expect(error.message).to.match(message);
    });
  }

  it("refuses requests without a key, or with one that was never set", async () => {
    for (const headers of [{}, { authorization: "Bearer undefined" }, { authorization: "Bearer " }] as Record<
      string,
      string
    >[]) {
      const { status, json } = await post(chat(), headers);
      expect(status).to.equal(401);
      expect(json().error.message).to.match(/^You didn't provide an API key/);
    }
  });

  it("says what the script cannot do", async () => {
    const cases: [unknown, string][] = [
      [chat({ response_format: undefined }), "set response_format to a json_schema"],
      [chat({ stream: true }), "does not stream"],
      [
        chat({}, { ...choiceSchema(), properties: { story: { type: "string" } }, required: ["story"] }),
        '"story" gives none',
      ],
    ];
    for (const [body, why] of cases) {
      const { status, json } = await post(body);
      expect(status).to.equal(599);
      expect(json().why).to.include(why);
    }
    expect((await fixture.clients[0]!.post("https://api.openai.com/v1/responses", {}, KEY)).status).to.equal(599);
  });

  it("refusal: declines with status 200 and no content", async () => {
    add({ kind: "refusal" });
    const { status, json } = await post();
    const [{ message, finish_reason }] = json().choices;
    expect([status, finish_reason, message.content]).to.deep.equal([200, "stop", null]);
    expect(message.refusal).to.be.a("string");
  });

  it("truncated: ends in the middle with finish_reason length", async () => {
    add({ kind: "truncated" });
    const [{ message, finish_reason }] = (await post()).json().choices;
    expect(finish_reason).to.equal("length");
    expect(() => JSON.parse(message.content)).to.throw(SyntaxError);
  });

  it("reasoningFirst: puts reasoning before the content", async () => {
    add({ kind: "reasoningFirst" });
    const { choices, usage } = (await post()).json();
    expect(Object.keys(choices[0].message).slice(0, 3)).to.deep.equal(["role", "reasoning_content", "content"]);
    expect(JSON.parse(choices[0].message.content).state).to.equal("drift");
    expect(usage.completion_tokens_details.reasoning_tokens).to.be.greaterThan(0);
  });

  it("invalidJson: answers prose", async () => {
    add({ kind: "invalidJson" });
    const [{ message, finish_reason }] = (await post()).json().choices;
    expect(finish_reason).to.equal("stop");
    expect(() => JSON.parse(message.content)).to.throw(SyntaxError);
  });

  it("outsideSchema: answers values that the schema does not have", async () => {
    add({ kind: "outsideSchema" });
    const choice = JSON.parse((await post()).json().choices[0].message.content);
    expect(Object.keys(choice)).to.deep.equal(["state", "mood", "energy"]);
    expect(MOODS).not.to.include(choice.mood);
  });

  it("keyExpired: 401", async () => {
    add({ kind: "keyExpired" });
    const { status, json } = await post();
    expect([status, json().error.code]).to.deep.equal([401, "invalid_api_key"]);
  });
});
