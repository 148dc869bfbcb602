import { expect } from "chai";

import { accord } from "../../../functions-source/ai/accord.ts";
import { askedBy } from "../../../functions-source/ai/asked.ts";
import { inTurn } from "../../../functions-source/ai/inTurn.ts";
import { SECRETS, VENDORS, hostOf } from "../../../functions-source/ai/vendors.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";
import { STAND_IN_KEYS } from "../../../simulations/world/ai/keys.ts";
import { createVendors } from "../../../simulations/world/ai/vendors.ts";

describe("VENDORS", () => {
  it("names every secret that an adapter reads, and no other", () => {
    for (const { ai, name, secrets } of VENDORS) {
      const read = new Set<string>();
      const spy = new Proxy({}, { get: (_, secret) => (read.add(String(secret)), undefined) });
      ai.ask("", "", {}, spy);
      expect([...read].toSorted(), name).to.deep.equal(Object.values(secrets).toSorted());
      expect(Object.values(secrets)).to.include(ai.secret);
    }
  });
  it("gives each secret one name", () => {
    const secrets = Object.values(SECRETS);
    expect(new Set(secrets).size).to.equal(secrets.length);
    expect(Object.keys(SECRETS)).to.include.members(["OPENAI_API_KEY", "MISTRAL_API_KEY", "AI_GATEWAY_TOKEN"]);
  });
  it("has a stand-in at each vendor's host, and a key for it", () => {
    expect(createVendors().map(({ hosts }) => hosts)).to.deep.equal(VENDORS.map(({ ai }) => [hostOf(ai)]));
    expect(Object.keys(STAND_IN_KEYS)).to.deep.equal(VENDORS.map(({ ai }) => ai.secret));
  });
});

describe("askedBy", () => {
  const ais = VENDORS.map(({ ai }) => ai);
  it("tells whom a program asks with these keys", () => {
    const names = (secrets: Record<string, string>) => askedBy(core, secrets).map(({ secret }) => secret);
    expect(names(STAND_IN_KEYS)).to.deep.equal(["openaiKey", "mistralKey"]);
    expect(names({ mistralKey: "k", geminiKey: "k" })).to.deep.equal(["mistralKey"]);
    expect(names({})).to.deep.equal([]);
  });
  it("tells it of every way to decide", () => {
    expect(askedBy({ decide: accord(ais) }, STAND_IN_KEYS)).to.deep.equal(ais.slice(0, 2));
    expect(askedBy({ decide: inTurn(ais) }, STAND_IN_KEYS)).to.deep.equal(ais);
  });
});
