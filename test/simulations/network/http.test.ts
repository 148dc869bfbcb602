import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { type Fixture, startFixture } from "./fixture.ts";

/** A local stand-in for a provider: `/status/<n>`, `/bytes/<n>`, `/redirect`, `/silent`; everything else echoes the request as JSON. */
function provide(request: IncomingMessage, response: ServerResponse): void {
  const [, route, value] = (request.url ?? "").split("?")[0]!.split("/");
  if (route === "silent") return;
  if (route === "redirect") return void response.writeHead(302, { location: "/landed" }).end();
  if (route === "bytes") return void response.end(Buffer.alloc(Number(value)));
  if (route === "status") return void response.writeHead(Number(value)).end("{}");
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method, url, headers } = request;
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ method, url, type: headers["content-type"] ?? null, body: Buffer.concat(chunks).toString() }),
    );
  });
}

describe("HTTP requests of a run", () => {
  let fixture: Fixture;
  let provider: Server;
  let origin: string;
  before(async () => {
    provider = createServer(provide).listen(0, "127.0.0.1");
    await once(provider, "listening");
    origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    fixture = await startFixture({ warmUrls: [`${origin}/warm`] });
  });
  after(async () => {
    await fixture?.network.stop();
    provider.closeAllConnections();
    await new Promise((resolve) => provider.close(resolve));
  });

  /** Runs the body of a function of `origin` that returns a text, and gives the DON's text. */
  async function run(body: string): Promise<string> {
    const { delivered, agreed } = await fixture.ask({ source: `const origin = args[0]; ${body}`, args: [origin] });
    expect(agreed).to.have.lengthOf(4);
    const { result, error } = delivered!;
    return Buffer.from((error === "0x" ? result : error).slice(2), "hex").toString();
  }

  it("reach their target through Functions.makeHttpRequest", async () => {
    const text = await run(`const r = await Functions.makeHttpRequest({ url: origin + "/a", params: { q: "1" } });
      return Functions.encodeString([r.error, r.status, r.data.method, r.data.url].join())`);
    expect(text).to.equal("false,200,GET,/a?q=1");
  });

  it("carry JSON without a content type of their own choosing", async () => {
    const text = await run(`const headers = { "Content-Type": "application/json" };
      const r = await Functions.makeHttpRequest({ url: origin, method: "post", headers, data: { a: 1 } });
      return Functions.encodeString([r.data.method, r.data.type, r.data.body].join())`);
    expect(text).to.equal('POST,application/json,{"a":1}');
  });

  it("reach their target through fetch", async () => {
    const text = await run(`const r = await fetch(new URL(origin + "/b"), { method: "PUT", body: "x" });
      const { method, body } = await r.json(); return Functions.encodeString([r.status, r.ok, method, body].join())`);
    expect(text).to.equal("200,true,PUT,x");
  });

  it("follow redirects, as one request", async () => {
    const text =
      await run(`const urls = []; for (let i = 0; i < 5; i++) urls.push((await (await fetch(origin + "/redirect")).json()).url);
      return Functions.encodeString(urls.join())`);
    expect(text).to.equal(Array(5).fill("/landed").join());
  });

  it("are refused from the sixth on", async () => {
    const text = await run(`const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => fetch(origin)));
      const last = all.find(({ status }) => status === 429);
      return Functions.encodeString(all.filter(({ ok }) => ok).length + " " + (await last.json()).error)`);
    expect(text).to.equal("5 Exceeded maximum of 5 HTTP queries");
  });

  it("come back as errors from makeHttpRequest, not as exceptions", async () => {
    const text = await run(`const r = await Functions.makeHttpRequest({ url: origin + "/status/503" });
      const bad = await Functions.makeHttpRequest({ url: "http://127.0.0.1:1/" });
      return Functions.encodeString([r.error, r.message, r.code, bad.error, bad.code, (await bad.response.json()).error].join())`);
    expect(text).to.equal("true,Service Unavailable,503,true,400,Error during fetch request");
  });

  it("end at the caller's own timeout", async () => {
    const text = await run(`const r = await Functions.makeHttpRequest({ url: origin + "/silent", timeout: 20 });
      return Functions.encodeString(r.message)`);
    expect(text).to.match(/^AbortError: The signal has been aborted/);
  });

  it("are limited in URL, request and response size", async () => {
    const text = await run(`const errors = [];
      const note = async (r) => errors.push(r.status + ":" + (r.ok ? "" : (await r.json()).error.length));
      await note(await fetch(origin + "/" + "u".repeat(2048 - origin.length - 1)));
      await note(await fetch(origin + "/" + "u".repeat(2048 - origin.length)));
      await note(await fetch(origin, { method: "POST", body: "b".repeat(31000) }));
      await note(await fetch(origin + "/bytes/2097152"));
      await note(await fetch(origin + "/bytes/2097153"));
      return Functions.encodeString(errors.join())`);
    const lengths = [
      "Destination URL exceeds maximum length of 2048",
      "Request payload size exceeds 30720 byte limit",
      "Response payload size exceeds 2097152 byte limit",
    ].map(({ length }) => length);
    expect(text).to.equal(`200:,414:${lengths[0]},413:${lengths[1]},200:,413:${lengths[2]}`);
  });

  it("cannot be made of a Request object", async () => {
    expect(await run("await fetch(new Request(origin))")).to.equal("Invalid URL: '[object Object]'");
  });
});
