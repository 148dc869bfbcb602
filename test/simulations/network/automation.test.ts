import { expect } from "chai";
import type { Contract } from "ethers";

import { type LocalNetwork, startLocalNetwork } from "../../../simulations/network/index.ts";

const DAY = 86_400;
const LINK = 10n ** 18n;

describe("the local Automation network", () => {
  let network: LocalNetwork;
  let upkeep: Contract;
  let registered: { id: bigint; forwarder: string };
  before(async () => {
    network = await startLocalNetwork({ initialTime: 1_199_145_600 });
    upkeep = (await network.ethers.deployContract("CountingUpkeep", [DAY])) as unknown as Contract;
    registered = await network.registerUpkeep({
      target: String(upkeep.target),
      gasLimit: 500_000,
      admin: network.accounts.users[1]!,
      juels: 100n * LINK,
      checkData: "0xabcd",
    });
  });
  after(() => network?.stop());

  const read = (name: string): Promise<unknown> => upkeep.getFunction(name).staticCall();

  it("performs nothing that is not due", async () => {
    expect(await network.automation.tick()).to.deep.equal([]);
    expect(await read("count")).to.equal(0n);
  });

  it("performs what is due through the upkeep's forwarder, with the data of its check", async () => {
    await network.setTime(network.time + DAY);
    const performed = await network.automation.tick();
    expect(performed).to.have.lengthOf(1);
    expect(performed[0]).to.include({ upkeepId: registered.id, success: true });
    expect(performed[0]!.paidJuels > 0n).to.equal(true);
    expect(await read("performer")).to.equal(registered.forwarder);
    expect(await read("performData")).to.equal(`0xabcd${"00".repeat(32)}`);
    expect(await network.automation.tick()).to.deep.equal([]);
  });

  it("still performs after years, and says so when the target reverts", async () => {
    await network.setTime(network.time + 1_461 * DAY);
    await upkeep.getFunction("refuse").send(true);
    const [refused] = await network.automation.tick();
    expect(refused).to.include({ success: false });
    await upkeep.getFunction("refuse").send(false);
    const [performed] = await network.automation.tick();
    expect(performed).to.include({ success: true });
    expect(await read("count")).to.equal(2n);
  });

  it("does nothing with fewer than f + 1 nodes", async () => {
    await network.setTime(network.time + DAY);
    await Promise.all(network.nodes.slice(1).map((node) => node.kill()));
    expect(await network.automation.tick()).to.deep.equal([]);
    await network.nodes[1]!.start();
    expect(await network.automation.tick()).to.have.lengthOf(1);
  });
});
