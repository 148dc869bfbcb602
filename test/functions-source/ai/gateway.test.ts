import { expect } from "chai";

import { byHost, drive, tail } from "../support.ts";
import { WORLDS } from "../worlds.ts";
import { accord } from "../../../functions-source/ai/accord.ts";
import type { Ai } from "../../../functions-source/ai/ai.ts";
import { compatible } from "../../../functions-source/ai/compatible.ts";
import { viaGateway } from "../../../functions-source/ai/gateway.ts";
import { VENDORS } from "../../../functions-source/ai/vendors.ts";
import type { HttpRequest } from "../../../functions-source/effects.ts";
import { evolve } from "../../../functions-source/evolve.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";
import { STAND_IN_KEYS } from "../../../simulations/world/ai/keys.ts";

const GATEWAY = "https://gateway.ai.cloudflare.com/v1/account/imago";
const SECRETS = { ...STAND_IN_KEYS, aiGateway: GATEWAY };
const PAIR = VENDORS.slice(0, 2).map(({ ai }) => viaGateway(ai));

/** The requests to AIs of a run in which none of them answers. */
function asked(
  ais: readonly Ai[],
  { secrets = SECRETS as Record<string, string>, lastReading = 8_500_000n, period = 20_777n, of = core } = {},
): HttpRequest[] {
  const feeds = byHost(WORLDS.bitcoin!);
  const run = evolve({ ...of, decide: accord(ais) }, tail({ lastReading, period }), secrets);
  return drive(run, feeds)
    .batches.flatMap(({ requests }) => requests)
    .filter(({ init }) => init.body !== undefined);
}
const keysOf = (requests: readonly HttpRequest[]) => requests.map(({ init }) => init.headers["cf-aig-cache-key"]);

describe("viaGateway", () => {
  it("asks each vendor behind the gateway, with the vendor's own body and key", () => {
    const paths = [
      "/openai/chat/completions",
      "/mistral/v1/chat/completions",
      "/anthropic/v1/messages",
      "/google-ai-studio/v1beta/models/gemini-3.5-flash-lite:generateContent",
    ];
    VENDORS.forEach(({ ai }, index) => {
      const [direct] = asked([ai]);
      const [request] = asked([viaGateway(ai)]);
      expect(request!.url).to.equal(GATEWAY + paths[index]);
      expect(request!.init.body).to.equal(direct!.init.body);
      expect(request!.init.headers).to.include({ ...direct!.init.headers, "cf-aig-cache-ttl": "3600" });
      expect(request!.init.headers["cf-aig-cache-key"]).to.match(/^imago-[a-z]+Key-[\da-f]{1,16}-1$/);
    });
  });
  it("brings the token of a gateway that wants one", () => {
    const [plain] = asked(PAIR);
    expect(plain!.init.headers).not.to.have.property("cf-aig-authorization");
    const [request] = asked(PAIR, { secrets: { ...SECRETS, aiGatewayToken: "t" } });
    expect(request!.init.headers).to.include({ "cf-aig-authorization": "Bearer t" });
  });
  it("asks directly without a gateway, and where another server stands in the vendor's place", () => {
    const direct = VENDORS.slice(0, 2).map(({ ai }) => ai);
    expect(asked(PAIR, { secrets: STAND_IN_KEYS })).to.deep.equal(asked(direct, { secrets: STAND_IN_KEYS }));
    const secrets = { ...SECRETS, openaiBase: "https://ai.example/v1" };
    expect(asked(PAIR, { secrets })[0]!.url).to.equal("https://ai.example/v1/chat/completions");
    const own = compatible("own", "https://own.example/v1", "m", {});
    const ownSecrets = { ownKey: "k", aiGateway: GATEWAY };
    expect(asked([viaGateway(own)], { secrets: ownSecrets })).to.deep.equal(asked([own], { secrets: ownSecrets }));
  });

  it("gives all nodes the same keys, in every run of theirs", () =>
    expect(keysOf(asked(PAIR))).to.deep.equal(keysOf(asked(PAIR))));
  it("gives each question of a run a key of its own: by vendor, and by how often it was asked", () => {
    const keys = keysOf(asked(PAIR));
    expect(keys).to.have.length(3);
    expect(new Set(keys).size).to.equal(3);
    expect(keys.map((key) => key!.at(-1))).to.deep.equal(["1", "1", "2"]);
    const sole = keysOf(asked(PAIR, { secrets: { mistralKey: "k", aiGateway: GATEWAY } }));
    expect(sole.map((key) => key!.at(-1))).to.deep.equal(["1", "2", "3"]);
  });
  it("gives another question another key: of another reading, state, prompt, model or program", () => {
    const [own] = keysOf(asked(PAIR));
    const others = [
      { lastReading: 8_600_000n },
      { secrets: { ...SECRETS, openaiModel: "gpt-5.4-nano" } },
      { of: { ...core, subject: "the weather of Bitcoin" } },
      { of: { ...core, moods: core.moods.toReversed() } },
    ].map((changes) => keysOf(asked(PAIR, changes))[0]);
    expect(new Set([own, ...others]).size).to.equal(others.length + 1);
  });
  it("does not tell the key of a vendor or of the node in it", () => {
    const [one, other] = ["a", "b"].map((openaiKey) => keysOf(asked(PAIR, { secrets: { ...SECRETS, openaiKey } })));
    expect(one).to.deep.equal(other);
  });
});
