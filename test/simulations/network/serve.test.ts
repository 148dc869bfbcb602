import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

import { expect } from "chai";
import { JsonRpcProvider } from "ethers";

import { type LocalNetwork, startLocalNetwork } from "../../../simulations/network/index.ts";

interface Answered {
  readonly status: number | undefined;
  readonly allowedOrigin: string | undefined;
}

/** Asks with headers that `fetch` would not send. */
async function statusOf(url: string, headers: Record<string, string>): Promise<Answered> {
  const asking = request(url, { method: "POST", headers, agent: false });
  asking.end('{"id":1,"method":"eth_chainId"}');
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  response.resume();
  return { status: response.statusCode, allowedOrigin: response.headers["access-control-allow-origin"] };
}

const TIME = 1_199_145_600;

describe("the local network's JSON-RPC port", () => {
  let network: LocalNetwork;
  before(async () => {
    network = await startLocalNetwork({ initialTime: TIME });
  });
  after(() => network?.stop());

  const post = (url: string, body: string) =>
    fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });

  it("serves the same chain, whose blocks come by themselves while it is open", async () => {
    const server = await network.serve(0, { blockSeconds: 0.02 });
    const provider = new JsonRpcProvider(server.url, undefined, { polling: true, pollingInterval: 10 });
    try {
      expect(await provider.getCode(network.chainlink.router.target)).to.have.length.above(40_000);
      const first = await provider.getBlockNumber();
      await new Promise<void>(
        (resolve) => void provider.on("block", (number: number) => number > first + 1 && resolve()),
      );
    } finally {
      provider.destroy();
      await server.stop();
    }
    const block = await network.ethers.provider.getBlock("latest");
    await network.ethers.provider.send("evm_mine", []);
    expect(await network.ethers.provider.getBlockNumber()).to.equal(block!.number + 1);
  });

  it("names the gas price that the services pay", async () => {
    const server = await network.serve(0, { blockSeconds: 3_600 });
    const answer = await post(server.url, '{"jsonrpc":"2.0","id":7,"method":"eth_gasPrice","params":[]}');
    await server.stop();
    expect(await answer.json()).to.deep.equal({ jsonrpc: "2.0", id: 7, result: "0x77359400" });
  });

  it("names no other price that a sender might pay", async () => {
    const server = await network.serve(0, { blockSeconds: 3_600 });
    const body = '{"jsonrpc":"2.0","id":7,"method":"eth_feeHistory","params":["0x1","latest",[50]]}';
    const answer = (await (await post(server.url, body)).json()) as { error: { code: number } };
    await server.stop();
    expect(answer.error.code).to.equal(-32_601);
  });

  it("answers mistakes as JSON-RPC does", async () => {
    const server = await network.serve(0);
    const bodies = [
      "{",
      '{"id":1}',
      '[{"id":2,"method":"nothing_here"}]',
      '{"id":3,"method":"eth_getBalance","params":[]}',
    ];
    const replies = [];
    for (const body of bodies) replies.push((await (await post(server.url, body)).json()) as unknown);
    await server.stop();
    const codes = replies.flat().map((reply) => (reply as { error: { code: number } }).error.code);
    expect(codes).to.deep.equal([-32_700, -32_600, -32_004, -32_602]);
  });

  it("answers this machine's pages and programs only", async () => {
    const server = await network.serve(0);
    const { port } = new URL(server.url);
    const json = { "content-type": "application/json" };
    const asked: readonly (readonly [Record<string, string>, number])[] = [
      [json, 200],
      [{ ...json, host: `localhost:${port}` }, 200],
      [{ "content-type": "application/json; charset=utf-8", origin: "http://localhost:3000" }, 200],
      [{ ...json, origin: "https://127.0.0.1" }, 200],
      [{ ...json, host: `rebound.example:${port}` }, 403],
      [{ ...json, host: "127.0.0.1.example" }, 403],
      [{ ...json, origin: "https://elsewhere.example" }, 403],
      [{ ...json, origin: "http://localhost.example" }, 403],
      [{ ...json, origin: "null" }, 403],
      [{ "content-type": "text/plain" }, 415],
      [{ "content-type": "text/plain; application/json" }, 415],
      [{}, 415],
    ];
    const replies = await Promise.all(asked.map(([headers]) => statusOf(server.url, headers)));
    await server.stop();
    expect(replies.map(({ status }) => status)).to.deep.equal(asked.map(([, status]) => status));
    const allowed = replies.map(({ allowedOrigin }) => allowedOrigin).filter((origin) => origin !== undefined);
    expect(allowed).to.deep.equal(["http://localhost:3000", "https://127.0.0.1"]);
  });

  it("opens once at a time", async () => {
    const server = await network.serve(0);
    const failure = await network.serve(0).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(String(failure)).to.match(/stop its server first/);
    await server.stop();
    await (await network.serve(0)).stop();
  });

  it("leaves the clock where it was", async () => {
    const time = network.time;
    expect(time - TIME).to.be.within(0, 60);
    await network.setTime(time + 86_400);
    expect((await network.ethers.provider.getBlock("latest"))?.timestamp).to.equal(time + 86_400);
  });

  it("minds whoever else sets the time of blocks", async () => {
    const { provider } = network.ethers;
    const time = network.time + 1_000;
    await provider.send("evm_setNextBlockTimestamp", [time]);
    await provider.send("hardhat_mine", ["0x3", "0x10"]);
    expect(network.time).to.equal(time + 32);
    await provider.send("evm_mine", []);
    expect((await provider.getBlock("latest"))?.timestamp).to.equal(time + 32);
  });
});
