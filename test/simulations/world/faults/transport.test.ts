import { expect } from "chai";

import { type Wait, waitForReal } from "../../../../simulations/world/faults/transport.ts";
import type { Fault, ServiceName } from "../../../../simulations/world/index.ts";
import { Client } from "../client.ts";
import { at, useWorld } from "../fixture.ts";

const KRAKEN = `https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440&since=${at("2015-06-17")}`;
const waits: number[] = [];
/** Notes a wait and goes on at once. */
const noteWait: Wait = async (ms) => {
  waits.push(ms);
};

describe("transport faults", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z", { wait: noteWait });
  const get = (url = KRAKEN) => fixture.clients[0]!.get(url);
  const add = (fault: Fault) => fixture.world.faults.add(fault);

  it("down: closes the connection without an answer; the next request gets a new one", async () => {
    const client = new Client(fixture.world);
    const remove = add({ service: "kraken", kind: "down" });
    expect(await client.get(KRAKEN).catch((error: NodeJS.ErrnoException) => error.code)).to.equal("ECONNRESET");
    expect(fixture.world.requests.recent({ host: "api.kraken.com" }).at(-1)?.status).to.equal("closed");
    remove();
    expect((await client.get(KRAKEN)).status).to.equal(200);
    expect(client.connections).to.equal(2);
    client.close();
  });

  it("slow: waits, then answers as ever", async () => {
    const { body } = await get();
    add({ service: "kraken", kind: "slow", ms: 1_500 });
    expect((await get()).body).to.equal(body);
    expect(waits.splice(0)).to.deep.equal([1_500]);
  });

  it("slow goes together with other faults", async () => {
    add({ service: "kraken", kind: "slow", ms: 700 });
    add({ service: "kraken", kind: "status", status: 500 });
    expect((await get()).status).to.equal(500);
    expect(waits.splice(0)).to.deep.equal([700]);
  });

  it("hang: waits without end", async () => {
    add({ service: "kraken", kind: "hang" });
    expect(await get().catch((error: NodeJS.ErrnoException) => error.code)).to.equal("ECONNRESET");
    expect(waits.splice(0)).to.deep.equal([Number.POSITIVE_INFINITY]);
  });

  it("html: a page with status 200", async () => {
    add({ service: "kraken", kind: "html" });
    const { status, headers, body } = await get();
    expect([status, headers["content-type"]]).to.deep.equal([200, "text/html; charset=utf-8"]);
    expect(body).to.match(/^<!DOCTYPE html>/);
  });

  it("malformed: breaks off in the middle and keeps the connection", async () => {
    const whole = (await get()).body;
    add({ service: "kraken", kind: "malformed" });
    const { status, body, headers, json } = await get();
    expect([status, headers["content-type"]]).to.deep.equal([200, "application/json; charset=utf-8"]);
    expect(body).to.equal(whole.slice(0, Math.floor(whole.length / 2)));
    expect(json).to.throw(SyntaxError);
    expect((await get()).status).to.equal(200);
    expect(fixture.clients[0]!.connections).to.be.lessThan(4);
  });

  const wordings: [ServiceName, string, 403 | 429 | 500 | 503 | 529, number, RegExp][] = [
    [
      "coinbase",
      "api.exchange.coinbase.com/products/BTC-USD/candles",
      429,
      429,
      /^{"message":"Public rate limit exceeded"}$/,
    ],
    ["kraken", "api.kraken.com/0/public/OHLC", 429, 200, /^{"error":\["EAPI:Rate limit exceeded"\]}$/],
    ["kraken", "api.kraken.com/0/public/OHLC", 500, 500, /<html>/],
    ["bitstamp", "www.bitstamp.net/api/v2/ohlc/btcusd/", 429, 429, /"code":"400\.002"/],
    ["open-meteo", "archive-api.open-meteo.com/v1/archive", 429, 429, /"reason":"Minutely API request limit exceeded/],
    ["ncei", "www.ncei.noaa.gov/access/services/data/v1", 503, 503, /<html>/],
    ["cboe", "cdn.cboe.com/api/global/us_indices/daily_prices/SPX_History.csv", 403, 403, /Access Denied/],
    ["yahoo", "query2.finance.yahoo.com/v8/finance/chart/%5EGSPC", 429, 429, /^Edge: Too Many Requests$/],
    ["fred", "fred.stlouisfed.org/graph/fredgraph.csv", 403, 403, /Access Denied/],
    ["openai", "api.openai.com/v1/chat/completions", 429, 429, /"code":"rate_limit_exceeded"/],
    ["openai", "api.openai.com/v1/chat/completions", 500, 500, /"type":"server_error"/],
    ["anthropic", "api.anthropic.com/v1/messages", 429, 429, /"type":"rate_limit_error"/],
    ["anthropic", "api.anthropic.com/v1/messages", 529, 529, /"type":"overloaded_error","message":"Overloaded"/],
  ];
  for (const [service, path, status, seen, wording] of wordings) {
    it(`status ${status}: ${service} says it in its own words`, async () => {
      add({ service, kind: "status", status });
      const answer = await get(`https://${path}`);
      expect(answer.status).to.equal(seen);
      expect(answer.body).to.match(wording);
    });
  }
});

describe("waitForReal", () => {
  it("waits for its time", async () => {
    const begun = performance.now();
    await waitForReal(20, new AbortController().signal);
    expect(performance.now() - begun).to.be.at.least(19);
  });

  it("ends when the world does", async () => {
    const end = new AbortController();
    const waits = [waitForReal(1e6, end.signal), waitForReal(Number.POSITIVE_INFINITY, end.signal)];
    const outcomes = Promise.allSettled(waits);
    end.abort(new Error("stopped"));
    expect((await outcomes).map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    const late = await waitForReal(1e6, end.signal).catch((error: Error) => error.message);
    expect(late).to.equal("stopped");
  });
});
