import { mock } from "node:test";

import { expect } from "chai";

import { HttpGate, type Transport } from "../../../simulations/node/http-gate.ts";
import { Journal } from "../../../simulations/node/journal.ts";
import { LIMITS } from "../../../simulations/node/limits.ts";
import type { Exchange } from "../../../simulations/node/protocol.ts";
import type { FetchResponse } from "../../../simulations/node/sandbox-protocol.ts";

const REQUEST = { url: "https://provider.test/", method: "GET", headers: [], body: null };

/** Never answers; fails when it is given up. */
const silence: Transport = (_, { signal }) =>
  new Promise((__, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));

const text = ({ body }: FetchResponse): string => new TextDecoder().decode(body ?? new Uint8Array());

describe("HttpGate", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  it("gives up a request after nine seconds, not before", async () => {
    let response: FetchResponse | undefined;
    const asked = new HttpGate(silence).ask(0, REQUEST).then((answer) => (response = answer));
    mock.timers.tick(8_999);
    await Promise.resolve();
    expect(response).to.equal(undefined);
    mock.timers.tick(1);
    expect(text(await asked)).to.equal('{"error":"HTTP query exceeded time limit of 9000ms"}');
  });

  it("gives up all requests when the run is over", async () => {
    const gate = new HttpGate(silence);
    const asked = [gate.ask(0, REQUEST), gate.ask(1, REQUEST)];
    gate.close();
    for (const response of await Promise.all(asked))
      expect(text(response)).to.equal('{"error":"Error during fetch request"}');
  });

  it("counts requests that other limits refuse", async () => {
    const gate = new HttpGate(() => Promise.resolve(new Response("ok")));
    for (let id = 0; id < 5; id++)
      expect((await gate.ask(id, { ...REQUEST, url: "u".repeat(2_049) })).status).to.equal(414);
    expect((await gate.ask(5, REQUEST)).status).to.equal(429);
  });

  it("does not pass on what was said about the encoding of a body that it has decoded", async () => {
    const headers = { "content-encoding": "gzip", "content-length": "2", "x-kept": "1" };
    const response = await new HttpGate(() => Promise.resolve(new Response("ok", { headers }))).ask(0, REQUEST);
    expect(Object.fromEntries(response.headers)).to.deep.equal({
      "content-type": "text/plain;charset=UTF-8",
      "x-kept": "1",
    });
  });
});

describe("a run's journal", () => {
  const reply: Transport = () => Promise.resolve(new Response("caf\u00e9", { status: 201 }));
  const untimed = (exchanges: readonly Exchange[]): unknown[] =>
    exchanges.map(({ ms, ...rest }) => {
      expect(ms).to.be.at.least(0);
      return rest;
    });

  it("has every request with what the run saw of it, without headers", async () => {
    const journal = new Journal();
    const gate = new HttpGate(reply, LIMITS, journal);
    await gate.ask(0, { ...REQUEST, headers: [["authorization", "Bearer key"]] });
    await gate.ask(1, { ...REQUEST, url: "" });
    const { url, method } = REQUEST;
    const refused = "Missing target URL parameter";
    expect(untimed(journal.exchanges())).to.deep.equal([
      { url, method, status: 201, bytes: 5, body: "caf\u00e9" },
      { url: "", method, status: 400, refused, bytes: 40, body: `{"error":"${refused}"}` },
    ]);
  });

  it("says what the run gave up waiting for, whatever came later", async () => {
    const journal = new Journal();
    const gate = new HttpGate(silence, LIMITS, journal);
    const asked = gate.ask(0, REQUEST);
    gate.abort(0);
    await asked;
    void gate.ask(1, REQUEST);
    expect(journal.exchanges().map(({ status, body }) => [status, body])).to.deep.equal([
      [null, ""],
      [null, ""],
    ]);
    gate.close();
  });

  it("says why the node answered in the provider's place", async () => {
    const journal = new Journal();
    const down: Transport = () => Promise.reject(new TypeError("connection closed"));
    await new HttpGate(down, LIMITS, journal).ask(0, REQUEST);
    expect(journal.exchanges()[0]).to.include({ status: 400, refused: "Error during fetch request" });
  });
});
