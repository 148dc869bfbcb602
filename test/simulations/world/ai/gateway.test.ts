import { createHash } from "node:crypto";

import { expect } from "chai";

import { WORLDS } from "../../../functions-source/worlds.ts";
import { tail } from "../../../functions-source/support.ts";
import { useWorld } from "../fixture.ts";
import { accord } from "../../../../functions-source/ai/accord.ts";
import { viaGateway } from "../../../../functions-source/ai/gateway.ts";
import { VENDORS } from "../../../../functions-source/ai/vendors.ts";
import type { Settled } from "../../../../functions-source/effects.ts";
import { evolve } from "../../../../functions-source/evolve.ts";
import { core } from "../../../../functions-source/programs/bitcoin.ts";
import { STAND_IN_KEYS } from "../../../../simulations/world/ai/keys.ts";

const GATEWAY = "https://gateway.ai.cloudflare.com/v1/account/imago";
const SECRETS = {
  ...STAND_IN_KEYS,
  openaiBase: `${GATEWAY}/openai`,
  mistralBase: `${GATEWAY}/mistral/v1`,
  anthropicBase: `${GATEWAY}/anthropic/v1`,
  geminiBase: `${GATEWAY}/google-ai-studio/v1beta`,
  aiGatewayToken: "token",
};
const NODES = [0, 1, 2, 3];

describe("ai-gateway", () => {
  const fixture = useWorld("2026-11-21T06:00:00Z", { nodes: NODES.length });
  /** What became of the requests of a run by the gateway's own word. */
  let statuses: string[] = [];
  let tests = 0;
  beforeEach(() => {
    statuses = [];
    // Answers of the test before are kept for five minutes.
    fixture.now += 600 * ++tests;
  });

  /** A node's whole run of Bitcoin through its own proxy; feeds answer at once. */
  async function runOf(node: number): Promise<string> {
    const decide = accord(VENDORS.slice(0, 2).map(({ ai }) => viaGateway(ai)));
    const steps = evolve({ ...core, decide }, tail({ lastReading: 8_500_000n }), SECRETS);
    try {
      let step = steps.next();
      while (!step.done) {
        const effect = step.value;
        step = steps.next(
          effect.bytes
            ? new Uint8Array(createHash("sha256").update(effect.bytes).digest())
            : await Promise.all(effect.requests.map((each) => ask(node, each))),
        );
      }
      return Buffer.from(step.value).toString("hex");
    } catch (error) {
      return (error as Error).message;
    }
  }
  async function ask(
    node: number,
    { url, init }: { url: string; init: { headers: object; body?: string } },
  ): Promise<Settled> {
    if (init.body === undefined) return WORLDS.bitcoin![new URL(url).host];
    const { status, headers, body } = await fixture.clients[node]!.post(url, init.body, { ...init.headers });
    statuses.push(String(headers["cf-aig-cache-status"]));
    return [status, body];
  }
  const wobble = () => fixture.world.faults.add({ service: "ai-gateway", kind: "wobble", percent: 60 });
  const round = () => Promise.all(NODES.map(runOf));

  it("answers as the vendors behind it, and says that nothing was kept", async () => {
    expect(await runOf(0)).to.match(/^010101/);
    expect(statuses).to.deep.equal(["MISS", "MISS"]);
  });
  it("does not merge the misses of one moment: nodes that ask at once differ as without it", async () => {
    wobble();
    const words = await round();
    expect(new Set(statuses)).to.deep.equal(new Set(["MISS"]));
    expect(new Set(words).size).to.be.greaterThan(1);
  });
  it("gives nodes that ask after one of them the very same answer", async () => {
    wobble();
    const first = await runOf(0);
    statuses = [];
    fixture.now += 1;
    expect(new Set([first, ...(await round())])).to.deep.equal(new Set([first]));
    expect(new Set(statuses)).to.deep.equal(new Set(["HIT"]));
  });
  it("keeps an answer for five minutes", async () => {
    await runOf(0);
    fixture.now += 299;
    await runOf(1);
    fixture.now += 1;
    await runOf(2);
    expect(statuses).to.deep.equal(["MISS", "MISS", "HIT", "HIT", "MISS", "MISS"]);
  });
  it("keeps no error", async () => {
    const forget = fixture.world.faults.add({ service: "ai-gateway", kind: "keyExpired" });
    expect(await runOf(0)).to.match(/^010102/);
    forget();
    statuses = [];
    fixture.now += 1;
    expect(await runOf(0)).to.match(/^010101/);
    expect(statuses).to.deep.equal(["MISS", "MISS"]);
  });
  it("reaches every vendor, and refuses a provider that it does not have", async () => {
    for (const { ai } of VENDORS) {
      const [url, headers, body] = viaGateway(ai).ask("", "x", SCHEMA, SECRETS);
      expect((await fixture.clients[0]!.post(url, body, { ...headers })).status, url).to.equal(200);
    }
    const token = { "cf-aig-authorization": "Bearer token" };
    const { status, json } = await fixture.clients[0]!.post(`${GATEWAY}/nobody/v1/x`, {}, token);
    expect([status, json().error]).to.deep.equal([400, [{ code: 2008, message: "Invalid provider" }]]);
  });
  it("keeps answers as long as it is told, and only then or under a key", async () => {
    const [url, headers, body] = VENDORS[0]!.ai.ask("", "x", SCHEMA, SECRETS);
    const post = async (more: Record<string, string>) =>
      (await fixture.clients[0]!.post(url, body, { ...headers, "cf-aig-authorization": "Bearer token", ...more }))
        .headers["cf-aig-cache-status"];
    const kept = { "cf-aig-cache-ttl": "60" };
    const seen = [await post({})];
    for (const [seconds, more] of [
      [1, kept],
      [59, kept],
      [60, kept],
    ] as const) {
      fixture.now += seconds;
      seen.push(await post(more));
    }
    expect(seen).to.deep.equal(["MISS", "MISS", "HIT", "MISS"]);
    expect(
      (
        await fixture.clients[0]!.post(url, body, {
          ...headers,
          ...kept,
          "cf-aig-authorization": "Bearer t",
          "cf-aig-cache-ttl": "5",
        })
      ).status,
    ).to.equal(599);
  });
  it("lets nobody in without its token", async () => {
    const [url, headers, body] = viaGateway(VENDORS[0]!.ai).ask("", "x", SCHEMA, {
      ...SECRETS,
      aiGatewayToken: undefined,
    });
    const { status, json } = await fixture.clients[0]!.post(url, body, { ...headers });
    expect([status, json().error[0].message]).to.deep.equal([401, "Unauthorized"]);
  });
  it("has an outage of its own", async () => {
    fixture.world.faults.add({ service: "ai-gateway", kind: "status", status: 503 });
    expect(await runOf(0)).to.match(/^010102/);
  });
});

const SCHEMA = {
  type: "object",
  properties: { state: { type: "string", enum: ["a", "b"] } },
  required: ["state"],
  additionalProperties: false,
};
