import { once } from "node:events";
import http from "node:http";
import tls from "node:tls";

import { expect } from "chai";

import { tunnel } from "./client.ts";
import { useWorld } from "./fixture.ts";

const HOST = "api.kraken.com";
/** Milliseconds; mockttp would watch such a connection for ten hours. */
const HOUR = 3_600_000;

describe("a proxy's connections", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const { now } = performance;
  const { setTimeout } = globalThis;
  const delays: number[] = [];

  beforeEach(() => {
    delays.length = 0;
    globalThis.setTimeout = ((run: () => void, ms = 0, ...given: []) => {
      delays.push(ms);
      // A failure must not hold the tests' own process.
      return setTimeout(run, ms, ...given).unref();
    }) as typeof setTimeout;
  });
  afterEach(() => {
    globalThis.setTimeout = setTimeout;
    performance.now = now;
  });

  it("hold a process no longer for a slow handshake", async () => {
    const { world } = fixture;
    const socket = await tunnel(new URL(world.proxyFor(0)), `${HOST}:443`);
    performance.now = () => now.call(performance) + HOUR;
    const secure = tls.connect({ socket, servername: HOST, ca: world.ca });
    const request = http.get({ host: HOST, path: "/nowhere", createConnection: () => secure });
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    expect(response.statusCode).to.be.a("number");
    expect(delays).not.to.be.empty;
    expect(Math.max(...delays)).to.be.below(HOUR);
    secure.destroy();
  });
});
