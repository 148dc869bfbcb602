import { expect } from "chai";

import { byHost, drive, tail } from "../support.ts";
import { WORLDS } from "../worlds.ts";
import { accord } from "../../../functions-source/ai/accord.ts";
import type { Ai } from "../../../functions-source/ai/ai.ts";
import { viaGateway } from "../../../functions-source/ai/gateway.ts";
import { VENDORS } from "../../../functions-source/ai/vendors.ts";
import type { HttpRequest } from "../../../functions-source/effects.ts";
import { evolve } from "../../../functions-source/evolve.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";
import { STAND_IN_KEYS } from "../../../simulations/world/ai/keys.ts";

const GATEWAY = "https://gateway.ai.cloudflare.com/v1/account/imago";
const BASES = {
  openaiBase: `${GATEWAY}/openai`,
  mistralBase: `${GATEWAY}/mistral/v1`,
  anthropicBase: `${GATEWAY}/anthropic/v1`,
  geminiBase: `${GATEWAY}/google-ai-studio/v1beta`,
};
const SECRETS: Record<string, string> = { ...STAND_IN_KEYS, ...BASES, aiGatewayToken: "token" };
const PAIR = VENDORS.slice(0, 2).map(({ ai }) => viaGateway(ai));

/** The requests to AIs of a run in which none of them answers. */
function asked(
  ais: readonly Ai[],
  { secrets = SECRETS, lastReading = 8_500_000n, lastState = 2n, of = core } = {},
): HttpRequest[] {
  const feeds = byHost(WORLDS.bitcoin!);
  const run = evolve({ ...of, decide: accord(ais) }, tail({ lastReading, lastState }), secrets);
  return drive(run, feeds)
    .batches.flatMap(({ requests }) => requests)
    .filter(({ init }) => init.body !== undefined);
}
const keysOf = (requests: readonly HttpRequest[]) => requests.map(({ init }) => init.headers["cf-aig-cache-key"]);

describe("viaGateway", () => {
  it("asks each vendor where its own secret says, with the vendor's own body and key, and the gateway's token", () => {
    const paths = [
      "/openai/chat/completions",
      "/mistral/v1/chat/completions",
      "/anthropic/v1/messages",
      "/google-ai-studio/v1beta/models/gemini-3.5-flash-lite:generateContent",
    ];
    VENDORS.forEach(({ ai }, index) => {
      const [direct] = asked([ai], { secrets: STAND_IN_KEYS });
      const [request] = asked([viaGateway(ai)]);
      expect(request!.url).to.equal(GATEWAY + paths[index]);
      expect(request!.init.body).to.equal(direct!.init.body);
      expect(request!.init.headers).to.include({
        ...direct!.init.headers,
        "cf-aig-authorization": "Bearer token",
      });
    });
  });
  it("says in a key what was asked, in letters that a header takes", () => {
    const [key] = keysOf(asked(PAIR));
    expect(key)
      .to.match(/^openaiKey1You are the tides/)
      .and.to.match(/^[ -~]+$/);
    expect(key).to.include('"measure":588');
    const ask = (content: string) => viaGateway(VENDORS[0]!.ai).ask("", content, {}, SECRETS)[1];
    expect(new Headers(ask("7 \u2603\n\u{1f600}\ud800.")).get("cf-aig-cache-key")).to.equal("openaiKey17 .");
  });

  it("gives all nodes the same keys, in every run of theirs", () =>
    expect(keysOf(asked(PAIR))).to.deep.equal(keysOf(asked(PAIR))));
  it("gives each question of a run a key of its own: by vendor, and by how often it was asked", () => {
    const keys = keysOf(asked(PAIR));
    expect(keys).to.have.length(3);
    expect(new Set(keys).size).to.equal(3);
    const beginnings = (all: typeof keys) => all.map((key) => key!.slice(0, key!.indexOf("You")));
    expect(beginnings(keys)).to.deep.equal(["openaiKey1", "mistralKey1", "openaiKey2"]);
    const sole = keysOf(asked(PAIR, { secrets: { ...SECRETS, openaiKey: "" } }));
    expect(beginnings(sole)).to.deep.equal(["mistralKey1", "mistralKey2", "mistralKey3"]);
  });
  it("gives another question another key: of another reading, state, prompt or program", () => {
    const [own] = keysOf(asked(PAIR));
    const others = [
      { lastReading: 8_600_000n },
      { lastState: 3n },
      { of: { ...core, subject: "the weather of Bitcoin" } },
      { of: { ...core, moods: core.moods.toReversed() } },
    ].map((changes) => keysOf(asked(PAIR, changes))[0]);
    expect(new Set([own, ...others]).size).to.equal(others.length + 1);
  });
  it("says no secret in it", () => {
    const [one, other] = ["a", "b"].map((openaiKey) =>
      keysOf(asked(PAIR, { secrets: { ...SECRETS, openaiKey, aiGatewayToken: openaiKey } })),
    );
    expect(one).to.deep.equal(other);
  });
});
