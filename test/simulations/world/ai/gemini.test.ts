import { expect } from "chai";

import type { Fault } from "../../../../simulations/world/index.ts";
import { useWorld } from "../fixture.ts";
import { choiceSchema, MOODS, SYSTEM, userMessage } from "./prompts.ts";

const ROOT = "https://generativelanguage.googleapis.com/v1beta/models";
const URL = `${ROOT}/gemini-3.5-flash-lite:generateContent`;
const KEY = { "x-goog-api-key": "test" };

/** A body that the API takes, with changes of it and of its configuration; undefined takes a member away. */
function generate(changes: Record<string, unknown> = {}, config: Record<string, unknown> = {}) {
  return {
    systemInstruction: { parts: [{ text: SYSTEM }] },
    contents: [{ role: "user", parts: [{ text: userMessage() }] }],
    generationConfig: {
      responseMimeType: "application/json",
      responseJsonSchema: choiceSchema(),
      maxOutputTokens: 1_000,
      seed: 7,
      thinkingConfig: { thinkingLevel: "minimal" },
      ...config,
    },
    ...changes,
  };
}

describe("gemini", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const post = (body: unknown = generate(), headers: Record<string, string> = KEY, url = URL) =>
    fixture.clients[0]!.post(url, body, headers);
  const add = (fault: Partial<Fault>) => fixture.world.faults.add({ service: "gemini", ...fault } as Fault);
  const candidateUnder = async (kind: "reasoningFirst" | "invalidJson" | "outsideSchema" | "truncated") => {
    add({ kind });
    const { candidates, usageMetadata } = (await post()).json();
    return { parts: candidates[0].content.parts, finishReason: candidates[0].finishReason, usage: usageMetadata };
  };

  it("answers with a candidate whose responseId says that no model wrote it", async () => {
    const { status, json } = await post();
    expect(status).to.equal(200);
    const { candidates, usageMetadata, modelVersion, responseId } = json();
    expect(modelVersion).to.equal("gemini-3.5-flash-lite");
    expect(responseId).to.match(/^standin-[0-9a-f]{24}$/);
    const [{ content, ...rest }] = candidates;
    expect(rest).to.deep.equal({ finishReason: "STOP", index: 0 });
    expect(content.role).to.equal("model");
    expect(JSON.parse(content.parts[0].text)).to.include({ state: "drift" });
    const { promptTokenCount, candidatesTokenCount, totalTokenCount } = usageMetadata;
    expect(totalTokenCount).to.equal(promptTokenCount + candidatesTokenCount);
  });
  it("takes a key in the URL, ignores a temperature, and serves other models", async () => {
    expect((await post(generate(), {}, `${URL}?key=test`)).status).to.equal(200);
    expect((await post(generate({}, { temperature: 0, topK: 1 }))).status).to.equal(200);
    expect((await post(generate(), KEY, `${ROOT}/gemini-3.1-flash-lite:generateContent`)).status).to.equal(200);
  });

  const open = { ...choiceSchema(), additionalProperties: undefined };
  const refusals: [string, unknown, number, RegExp][] = [
    ["an unknown member", generate({ model: "x" }), 400, /^Invalid JSON .* Unknown name "model": Cannot find field\.$/],
    ["an unknown setting", generate({}, { max_tokens: 1 }), 400, /Unknown name "max_tokens" at 'generation_config'/],
    [
      "an unknown setting of thinking",
      generate({}, { thinkingConfig: { effort: "low" } }),
      400,
      /"effort" at 'generation_config\.thinking_config'/,
    ],
    ["several candidates", generate({}, { candidateCount: 3 }), 400, /^Multiple candidates is not enabled/],
    ["no tokens at all", generate({}, { maxOutputTokens: 0 }), 400, /^max_output_tokens must be positive/],
    ["a seed that is no integer", generate({}, { seed: "7" }), 400, /'generation_config\.seed' \(TYPE_INT32\), "7"/],
    ["two schemas", generate({}, { responseSchema: {} }), 400, /^Only one of response_schema and/],
    [
      "a level and a budget",
      generate({}, { thinkingConfig: { thinkingLevel: "low", thinkingBudget: 0 } }),
      400,
      /only one of thinking budget and thinking level/,
    ],
    ["a level that there is not", generate({}, { thinkingConfig: { thinkingLevel: "none" } }), 400, /"none"$/],
    ["a schema that is not closed", generate({}, { responseJsonSchema: open }), 400, /^Invalid JSON schema/],
    ["no contents", generate({ contents: [] }), 400, /contents is not specified/],
    ["a system's turn", generate({ contents: [{ role: "system", parts: [{ text: "x" }] }] }), 400, /valid role/],
    ["an empty turn", generate({ contents: [{ role: "user", parts: [] }] }), 400, /parts must not be empty/],
    ["an empty instruction", generate({ systemInstruction: {} }), 400, /system_instruction\.parts/],
    ["a body that is no JSON", "{", 400, /^Invalid JSON payload received/],
  ];
  for (const [what, body, code, wording] of refusals) {
    it(`refuses ${what}`, async () => {
      const { status, json } = await post(body);
      const { error } = json();
      expect([status, error.code, error.status]).to.deep.equal([code, code, "INVALID_ARGUMENT"]);
      expect(error.message).to.match(wording);
    });
  }
  it("refuses a model that it does not have", async () => {
    const { status, json } = await post(generate(), KEY, `${ROOT}/gemini-2.0-flash:generateContent`);
    expect([status, json().error.status]).to.deep.equal([404, "NOT_FOUND"]);
  });
  it("refuses requests without a key, with one that was never set or has expired, or with a bearer", async () => {
    for (const headers of [{}, { "x-goog-api-key": "undefined" }] as Record<string, string>[])
      expect((await post(generate(), headers)).json().error.status).to.equal("PERMISSION_DENIED");
    expect((await post(generate(), { authorization: "Bearer k" })).status).to.equal(401);
    add({ kind: "keyExpired" });
    const { status, json } = await post();
    expect([status, json().error.details[0].reason]).to.deep.equal([400, "API_KEY_INVALID"]);
  });
  it("says what the script cannot do", async () => {
    const { status, json } = await post(generate({}, { responseJsonSchema: undefined }));
    expect([status, json().why.includes("responseJsonSchema")]).to.deep.equal([599, true]);
  });

  it("reasoningFirst: a thought comes before the text, and is counted", async () => {
    const { parts, usage } = await candidateUnder("reasoningFirst");
    expect(parts.map(({ thought }: { thought?: boolean }) => thought)).to.deep.equal([true, undefined]);
    expect(JSON.parse(parts[1].text).state).to.equal("drift");
    expect(usage.totalTokenCount).to.equal(
      usage.promptTokenCount + usage.candidatesTokenCount + usage.thoughtsTokenCount,
    );
  });
  it("truncated: finishReason MAX_TOKENS", async () => {
    const { parts, finishReason } = await candidateUnder("truncated");
    expect(finishReason).to.equal("MAX_TOKENS");
    expect(() => JSON.parse(parts[0].text)).to.throw(SyntaxError);
  });
  it("refusal: the prompt is blocked, and there is no candidate", async () => {
    add({ kind: "refusal" });
    const { status, json } = await post();
    expect(status).to.equal(200);
    expect(json()).to.deep.include({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" } });
    expect(json()).not.to.have.property("candidates");
  });
  it("invalidJson and outsideSchema: break the promise of the schema", async () => {
    const { parts } = await candidateUnder("outsideSchema");
    expect(MOODS).not.to.include(JSON.parse(parts[0].text).mood);
    const prose = await candidateUnder("invalidJson");
    expect(() => JSON.parse(prose.parts[0].text)).to.throw(SyntaxError);
  });
  it("says a status in its own words", async () => {
    const words: [403 | 429 | 500 | 503 | 529, number, string][] = [
      [403, 403, "PERMISSION_DENIED"],
      [429, 429, "RESOURCE_EXHAUSTED"],
      [500, 500, "INTERNAL"],
      [529, 503, "UNAVAILABLE"],
    ];
    for (const [status, seen, word] of words) {
      const remove = add({ kind: "status", status });
      const answer = await post();
      expect([answer.status, answer.json().error.status]).to.deep.equal([seen, word]);
      remove();
    }
  });
});
