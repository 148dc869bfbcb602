import { expect } from "chai";

import type { Fault } from "../../../../simulations/world/index.ts";
import { at, useWorld } from "../fixture.ts";

const KRAKEN = `https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440&since=${at("2015-06-17")}`;
const BITSTAMP = "https://www.bitstamp.net/api/v2/ohlc/btcusd/?step=86400&limit=1";

describe("world.faults", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const statusOf = async (url: string, node = 0) => (await fixture.clients[node]!.get(url)).status;

  it("strikes the service it is aimed at, until it is taken away", async () => {
    const remove = fixture.world.faults.add({ service: "kraken", kind: "status", status: 500 });
    expect([await statusOf(KRAKEN), await statusOf(BITSTAMP)]).to.deep.equal([500, 200]);
    expect(fixture.world.requests.recent({ host: "api.kraken.com" }).at(-1)).to.deep.include({
      status: 500,
      faults: ["status"],
    });
    remove();
    expect(await statusOf(KRAKEN)).to.equal(200);
  });

  it("strikes the nodes it is aimed at", async () => {
    fixture.world.faults.add({ service: "kraken", kind: "status", status: 500, nodes: [1] });
    expect([await statusOf(KRAKEN, 0), await statusOf(KRAKEN, 1)]).to.deep.equal([200, 500]);
  });

  it("strikes from its first moment until its last", async () => {
    const [from, until] = [at("2015-06-20T07:00:00Z"), at("2015-06-20T08:00:00Z")];
    fixture.world.faults.add({ service: "*", kind: "status", status: 503, from, until });
    const statuses = [];
    for (const now of [from - 1, from, until - 1, until]) {
      fixture.now = now;
      statuses.push(await statusOf(BITSTAMP));
    }
    expect(statuses).to.deep.equal([200, 503, 503, 200]);
  });

  it("takes away each of two equal faults by itself, and all at once", async () => {
    const fault: Fault = { service: "kraken", kind: "status", status: 500 };
    const remove = fixture.world.faults.add(fault);
    fixture.world.faults.add(fault);
    remove();
    remove();
    expect(await statusOf(KRAKEN)).to.equal(500);
    fixture.world.faults.clear();
    expect(await statusOf(KRAKEN)).to.equal(200);
  });

  it("refuses faults that could never strike", () => {
    const add = (fault: unknown) => () => fixture.world.faults.add(fault as Fault);
    expect(add({ service: "cboe", kind: "openCandle" })).to.throw(
      '"cboe" cannot act out "openCandle"; aim it at one of yahoo, coinbase, kraken, bitstamp',
    );
    expect(add({ service: "kraken", kind: "refusal" })).to.throw(
      "aim it at one of openai, mistral, anthropic, gemini, ai-gateway",
    );
    expect(add({ service: "binance", kind: "down" })).to.throw(
      'No service "binance" in the world; there are open-meteo',
    );
    expect(add({ service: "kraken", kind: "down", nodes: [2] })).to.throw(
      "No node 2 in the world; its nodes are 0 to 1",
    );
  });
});
