import { expect } from "chai";

import { type Asked, politely } from "../../../tasks/world/ask.ts";
import { at } from "../../simulations/world/fixture.ts";
import { type ProviderServer, startProviders, type Surprise } from "./provider-server.ts";

const NOW = at("2015-07-01T12:00:00Z");
const HOST = "a.example";

describe("asking politely", () => {
  let server: ProviderServer;
  let slept: number[];
  beforeEach(async () => {
    slept = [];
    server = await startProviders(NOW, { [HOST]: () => ({ status: 200, headers: {}, body: "value" }) });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const begin = () =>
    politely({ pauseMs: 700, retries: 2 }, { fetch, sleep: async (ms) => void slept.push(ms), now: () => NOW * 1_000 });
  const ask = (): Promise<Asked> => begin()(`${server.baseUrl}/${HOST}/day`, { headers: {} });
  const status =
    (code: number, headers: Record<string, string> = {}): Surprise =>
    (response) =>
      response.writeHead(code, headers).end();
  const hangUp: Surprise = (response) => response.destroy();

  const passing: [string, Surprise[], number[]][] = [
    ["nothing", [], []],
    ["429, after the seconds that it asks for", [status(429, { "retry-after": "7" })], [7_000]],
    ["429, at the date that it names", [status(429, { "retry-after": "Wed, 01 Jul 2015 12:00:42 GMT" })], [42_000]],
    ["429 that asks for less than the pause", [status(429, { "retry-after": "0" })], [700]],
    ["429 without a word, after a second", [status(429)], [1_000]],
    ["429 with a word that means nothing", [status(429, { "retry-after": "soon" })], [1_000]],
    ["500 once", [status(500)], [1_000]],
    ["503 twice, waiting longer", [status(503), status(503)], [1_000, 2_000]],
    ["a connection that closes", [hangUp], [1_000]],
  ];
  for (const [what, surprises, waits] of passing) {
    it(`gets over ${what}`, async () => {
      server.surprise(HOST, ...surprises);
      expect(await ask()).to.include({ body: "value", retrievedAt: "2015-07-01T12:00:00.000Z" });
      expect(slept).to.deep.equal(waits);
    });
  }

  const final: [string, Surprise[], Asked, number][] = [
    ["after its retries", [status(500), status(429), status(500)], { why: "status 500, 3 times" }, 3],
    ["at once at a status that does not pass", [status(403)], { why: "status 403" }, 1],
    [
      "at once where more rest is wanted than five minutes",
      [status(429, { "retry-after": "3600" })],
      { why: "status 429, and wants 3600 s of rest", enough: true },
      1,
    ],
    [
      "at a redirect to nowhere",
      [status(301)],
      { why: "redirected to nowhere; nodes follow no redirect: mend the feed's address" },
      1,
    ],
  ];
  for (const [when, surprises, outcome, requests] of final) {
    it(`gives up ${when}`, async () => {
      server.surprise(HOST, ...surprises);
      expect(await ask()).to.deep.equal(outcome);
      expect(server.asked).to.have.length(requests);
    });
  }

  it("says why nobody answers", async () => {
    const port = new URL(server.baseUrl).port;
    const nobody = await startProviders(NOW);
    await nobody[Symbol.asyncDispose]();
    expect(nobody.baseUrl).to.not.include(`:${port}`);
    expect(await begin()(`${nobody.baseUrl}/${HOST}`, { headers: {} })).to.deep.equal({
      why: "no answer (ECONNREFUSED), 3 times",
    });
  });

  it("pauses between requests, not before the first", async () => {
    const ask = begin();
    for (const day of [1, 2, 3]) await ask(`${server.baseUrl}/${HOST}/${day}`, { headers: {} });
    expect(slept).to.deep.equal([700, 700]);
  });
});
