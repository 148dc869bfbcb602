import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { startWorld, type World } from "../../../../simulations/world/index.ts";
import { Client } from "../client.ts";
import { at } from "../fixture.ts";
import { choiceSchema, SYSTEM, userMessage } from "./prompts.ts";

const URL = "https://api.openai.com/v1/chat/completions";
const BODY = {
  model: "gpt-6-luna",
  messages: [
    { role: "system", content: SYSTEM },
    { role: "user", content: userMessage() },
  ],
  response_format: { type: "json_schema", json_schema: { name: "evolution", strict: true, schema: choiceSchema() } },
};

async function tellBack(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const { url, headers } = request;
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({ id: "local-1", url, key: headers.authorization, host: headers.host, body: JSON.parse(body) }),
  );
}

/** A server as a local model runner opens one: it answers with what it was asked. */
async function localModel(): Promise<{ server: Server; baseUrl: string }> {
  const server = createServer((request, response) => void tellBack(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

describe("openai, forwarded to a local server", () => {
  let server: Server;
  let baseUrl: string;
  let world: World;

  before(async () => {
    ({ server, baseUrl } = await localModel());
  });
  afterEach(() => world.stop());
  after(() => {
    server.close();
  });

  async function post(ai: { baseUrl: string; model?: string }, body: unknown = BODY) {
    world = await startWorld({ nodes: 1, now: () => at("2015-06-20"), ai });
    const client = new Client(world);
    const answer = await client.post(URL, body, { authorization: "Bearer sk-local" });
    client.close();
    return answer;
  }

  it("maps the path onto the base URL and hands the answer back as it is", async () => {
    const { status, json } = await post({ baseUrl });
    expect(status).to.equal(200);
    expect(json()).to.deep.equal({
      id: "local-1",
      url: "/v1/chat/completions",
      key: "Bearer sk-local",
      host: new globalThis.URL(baseUrl).host,
      body: BODY,
    });
  });

  it("asks for another model when told so", async () => {
    expect((await post({ baseUrl: `${baseUrl}/`, model: "qwen3:4b" })).json().body).to.deep.equal({
      ...BODY,
      model: "qwen3:4b",
    });
  });

  it("still refuses what OpenAI would refuse", async () => {
    const { status, json } = await post({ baseUrl }, { ...BODY, max_tokens: 5 });
    expect([status, json().error.param]).to.deep.equal([400, "max_tokens"]);
  });

  it("fails loudly when nobody listens there", async () => {
    const { status, json } = await post({ baseUrl: "http://127.0.0.1:1/v1" });
    expect(status).to.equal(599);
    expect(json().why).to.match(/^the AI server at http:\/\/127\.0\.0\.1:1\/v1 failed: .*ECONNREFUSED/);
    expect(world.unexpected).to.have.length(1);
  });
});
