import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import net from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { startWorld } from "../../../simulations/world/index.ts";
import { BROWSER, Client } from "./client.ts";
import { at, useWorld } from "./fixture.ts";

const KRAKEN = `https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440&since=${at("2015-06-17")}`;

describe("world", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z", { nodes: 3 });

  it("answers real URLs over TLS that its own authority signs", async () => {
    const { status, headers } = await fixture.clients[0]!.get(KRAKEN);
    expect(status).to.equal(200);
    expect(headers["content-type"]).to.match(/^application\/json/);
  });

  it("keeps a connection for the next request, error answers included", async () => {
    const client = new Client(fixture.world);
    for (const url of [KRAKEN, `${KRAKEN}&interval=7`, "https://api.kraken.com/nowhere", KRAKEN]) {
      const { headers, body } = await client.get(url);
      expect(headers["content-length"]).to.equal(String(Buffer.byteLength(body)));
    }
    expect(client.connections).to.equal(1);
    client.close();
  });

  it("tells nodes apart and counts their requests by host", async () => {
    const { world, clients } = fixture;
    const before = world.requests.countOf({ node: 1, host: "api.kraken.com" });
    await clients[1]!.get(KRAKEN);
    expect(world.requests.countOf({ node: 1, host: "api.kraken.com" })).to.equal(before + 1);
    expect(world.requests.recent({ node: 1 }).at(-1)).to.deep.equal({
      at: fixture.now,
      node: 1,
      host: "api.kraken.com",
      method: "GET",
      path: `/0/public/OHLC?pair=XBTUSD&interval=1440&since=${at("2015-06-17")}`,
      status: 200,
      faults: [],
    });
    expect(world.requests.count).to.be.greaterThan(before);
  });

  it("gives every node the same bytes for the same request", async () => {
    const answers = await Promise.all(fixture.clients.map((client) => client.get(KRAKEN)));
    expect(new Set(answers.map(({ body }) => body)).size).to.equal(1);
  });

  it("fails loudly for hosts that it does not have", async () => {
    const { status, json } = await fixture.clients[2]!.get("https://example.com/data?day=1");
    expect(status).to.equal(599);
    expect(json()).to.include({ error: "not in this world", request: "GET https://example.com/data?day=1" });
    const seen = fixture.world.unexpected.at(-1);
    expect(seen).to.include({ node: 2, host: "example.com", path: "/data?day=1" });
    expect(seen?.why).to.include("no host example.com");
  });

  it("refuses a node that it was not started with", () => {
    expect(() => fixture.world.proxyFor(3)).to.throw("No node 3 in the world; its nodes are 0 to 2");
  });

  it("refuses to start without nodes", async () => {
    const failure = await startWorld({ nodes: 0, now: () => 0 }).catch((error: Error) => error.message);
    expect(failure).to.equal("A world needs at least one node, not 0; set `nodes`");
  });
});

describe("world.stop", () => {
  it("closes ports and connections and removes its folder", async () => {
    const world = await startWorld({ nodes: 2, now: () => at("2015-06-20") });
    const client = new Client(world);
    await client.get(KRAKEN);
    expect(existsSync(world.caFile)).to.equal(true);
    await world.stop();
    await world.stop();
    client.close();
    expect(existsSync(dirname(world.caFile))).to.equal(false);
    for (const node of [0, 1]) expect(await refused(world.proxyFor(node))).to.equal("ECONNREFUSED");
  });

  it("leaves a given folder as it was", async () => {
    const dir = await mkdtemp(join(tmpdir(), "imago-world-test-"));
    {
      await using world = await startWorld({ nodes: 1, now: () => at("2015-06-20"), dir });
      expect(world.caFile).to.equal(join(dir, "world-ca.pem"));
      expect(await readdir(dir)).to.deep.equal(["world-ca.pem"]);
    }
    expect(await readdir(dir)).to.deep.equal([]);
    await rm(dir, { recursive: true });
  });

  it("ends requests that still hang", async () => {
    const faults = [{ service: "kraken", kind: "hang" }] as const;
    const world = await startWorld({ nodes: 1, now: () => at("2015-06-20"), faults });
    const client = new Client(world);
    const answer = client.get(KRAKEN, BROWSER).catch((error: NodeJS.ErrnoException) => error.code);
    while (world.requests.count === 0) await new Promise(setImmediate);
    expect(world.requests.recent()[0]?.status).to.equal("pending");
    await world.stop();
    expect(await answer).to.equal("ECONNRESET");
    client.close();
  });
});

async function refused(proxy: string): Promise<string | undefined> {
  const socket = net.connect(Number(new URL(proxy).port), "127.0.0.1");
  const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
  return error.code;
}
