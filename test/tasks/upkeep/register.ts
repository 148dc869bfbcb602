import { expect } from "chai";

import { LINK, type Place } from "../place.ts";

const MINIMUM = 1_296_666_666_666_666_666n;

export function registerTests(place: Place): void {
  describe("register", () => {
    const isPerformer = async () => {
      const { contracts, upkeep } = await place.record();
      const consumer = await place.ground.network.ethers.getContractAt("FunctionsConsumer", contracts!.consumer);
      return consumer.isPerformer(upkeep!.forwarder);
    };
    const cancel = () => place.done("upkeep cancel", { yes: true });

    it("makes the next one after a cancellation, which performs", async () => {
      const { upkeep: former } = await place.record();
      await cancel();
      expect(await place.done("upkeep register", { link: "8" })).to.match(
        /^let the registrar draw 8\.00 LINK\n.*\n.*\nregistered the upkeep\n.* gas.*\n.*\n {2}it is upkeep \d{6}…\d{6}, its forwarder 0x\w{40}\nlet the upkeep's forwarder perform\n.*\n.*\nbalance: 8\.00 LINK, 37 periods of 1 day at least$/,
      );
      const { upkeep, cancelledUpkeeps } = await place.record();
      expect(upkeep!.id).not.to.equal(former!.id);
      expect(cancelledUpkeeps).to.deep.equal([former!.id]);
      const [performed] = await place.ground.network.automation.tick();
      expect([performed!.upkeepId, performed!.success]).to.deep.equal([BigInt(upkeep!.id), true]);
    });

    it("starts with what a number of periods costs, and the registry's minimum", async () => {
      await cancel();
      expect(await place.done("upkeep register", { periods: "30" })).to.match(/, 30 periods of 1 day at least$/);
      const { id } = (await place.record()).upkeep!;
      expect(await place.services.registry.getBalance(id)).to.equal(MINIMUM + 30n * 178_333_333_333_333_333n);
    });

    it("takes the place of one that the registry's owner cancelled", async () => {
      const { id } = (await place.record()).upkeep!;
      await (await place.services.registry.cancelUpkeep(id)).wait();
      await place.done("upkeep register", { link: "8" });
      expect((await place.record()).cancelledUpkeeps).to.deep.equal([id]);
    });

    it("leaves the right to perform to a curator, who finishes with the same command", async () => {
      await cancel();
      await place.giveLink(1, 10n * LINK);
      const { stderr, exitCode } = await place.ground.run("upkeep register", { link: "10", from: "1" });
      expect(exitCode).to.equal(0);
      const { address } = place.ground.network.accounts.deployer;
      expect(stderr).to.equal(
        `The upkeep's forwarder may not perform yet. Only a curator may: ${address}.\n` +
          `  next: npx --no hardhat upkeep register --from ${address} --network localhost`,
      );
      expect(await isPerformer()).to.equal(false);
      expect(await place.done("upkeep register")).to.match(/^let the upkeep's forwarder perform\n.*\n.*$/);
      expect(await isPerformer()).to.equal(true);
    });

    it("refuses a second one", () =>
      place.refused("upkeep register", {
        args: { link: "8" },
        code: 1,
        says: /^error: The deployment has upkeep \d{6}…\d{6} already\.\n {2}try: .* upkeep show --network localhost$/,
      }));

    for (const [args, says] of [
      [{}, /^error: How much LINK\? Say it with --link or --periods\.\n {2}try: .* upkeep register --link 20 /],
      [{ link: "x" }, /^error: --link x is not an amount of LINK/],
      [
        { link: "1" },
        /^error: 1\.00 LINK would perform nothing: for 1,500,000 gas the registry wants 1\.2966 LINK in reserve\.\n {2}try: .* upkeep register --periods 30 /,
      ],
      [
        { link: "8", gasLimit: 100_000 },
        /^error: --gas-limit 100000 will not do: a request takes up to 325,000, and the registry allows 5,000,000\.$/,
      ],
      [{ link: "8", gasLimit: 6_000_000 }, /^error: --gas-limit 6000000 will not do/],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        await cancel();
        await place.refused("upkeep register", { args, code: 2, says });
      });

    it("refuses more LINK than the account has", async () => {
      await cancel();
      await place.refused("upkeep register", {
        args: { link: "8", from: "3" },
        code: 1,
        says: /^error: 0x\w{40} has 0\.00 LINK; 8\.00 LINK are to be paid\./,
      });
    });

    for (const [how, type, most] of [
      ["approves nothing by itself", 0, 1_000],
      ["approves only senders on its list", 1, 1_000],
      ["has approved as many as it may", 2, 0],
    ] as const)
      it(`refuses where the registrar ${how}, before any LINK is given away`, async () => {
        await cancel();
        await (await place.services.registrar.setTriggerConfig(0, type, most)).wait();
        await place.refused("upkeep register", {
          args: { link: "8" },
          code: 1,
          says: /^error: The registrar registers nothing for 0x\w{40} by itself; .*\n {2}try: have the registrar's owner/,
        });
      });

    it("registers where the registrar has the sender on its list", async () => {
      await cancel();
      await (await place.services.registrar.setTriggerConfig(0, 1, 1_000)).wait();
      const { deployer } = place.ground.network.accounts;
      await (await place.services.registrar.setAutoApproveAllowedSender(deployer, true)).wait();
      await place.done("upkeep register", { link: "8" });
    });
  });
}
