import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { type MockedEndpoint, type Mockttp, generateCACertificate, getLocal } from "mockttp";

import { type Fixture, hexOf, startFixture } from "./fixture.ts";

const URL_OF_PROVIDER = "https://provider.test/reading";

describe("a node's proxy", () => {
  let fixture: Fixture;
  let folder: string;
  const proxies: Mockttp[] = [];
  const endpoints: MockedEndpoint[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-proxy-test-"));
    const ca = await generateCACertificate();
    const caFile = join(folder, "ca.pem");
    await writeFile(caFile, ca.cert);
    for (let node = 0; node < 4; node++) {
      const proxy = getLocal({ https: ca });
      proxies.push(proxy);
      await proxy.start();
      // Without a content length the connection would close after each answer.
      const text = `node ${node % 2}`;
      const endpoint = await proxy.forAnyRequest().thenReply(200, text, { "content-length": String(text.length) });
      endpoints.push(endpoint);
    }
    const proxyFor = (node: number) => proxies[node]!.url;
    fixture = await startFixture({ proxyFor, caFile, warmUrls: [URL_OF_PROVIDER] });
  });
  after(async () => {
    await fixture?.network.stop();
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  it("answers a provider's real https URL, and may answer each node differently", async () => {
    const source = `return Functions.encodeString(await (await fetch("${URL_OF_PROVIDER}")).text())`;
    const { observations, delivered, agreed } = await fixture.ask({ source });
    for (const { node, result } of observations) expect(result).to.equal(hexOf(`node ${node % 2}`));
    expect(delivered?.result).to.equal(hexOf("node 0"));
    expect(agreed).to.have.members([0, 2]);
  });

  it("keeps its connections", async () => {
    const source = `const texts = await Promise.all([1, 2, 3, 4].map(async (n) => (await fetch("${URL_OF_PROVIDER}?n=" + n)).text()));
      return Functions.encodeString(texts.join())`;
    for (let round = 0; round < 5; round++) await fixture.ask({ source });
    const ports = await Promise.all(
      endpoints.map(async (endpoint) => (await endpoint.getSeenRequests()).map(({ remotePort }) => remotePort)),
    );
    for (const seen of ports) {
      expect(seen.length).to.be.greaterThan(20);
      // Four requests at a time need four connections, and the warming one is among them. A few more may be opened while one is still on its
      // way back to the pool; without keeping them there would be one for each request.
      expect(new Set(seen).size).to.be.at.most(10);
    }
  });
});
