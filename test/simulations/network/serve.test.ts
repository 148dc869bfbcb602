import { expect } from "chai";
import { JsonRpcProvider } from "ethers";

import { type LocalNetwork, startLocalNetwork } from "../../../simulations/network/index.ts";

const TIME = 1_199_145_600;

describe("the local network's JSON-RPC port", () => {
  let network: LocalNetwork;
  before(async () => {
    network = await startLocalNetwork({ initialTime: TIME });
  });
  after(() => network?.stop());

  const post = (url: string, body: string) => fetch(url, { method: "POST", body });

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
