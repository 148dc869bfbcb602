import { expect } from "chai";

import { PERFORM_GAS, approveRegistrar } from "../../../tasks/operations/upkeep.ts";
import { Stops } from "../deploy/stops.ts";
import { LINK, type Place } from "../place.ts";

/** Upkeeps for the consumer that the record does not name. */
export function unwrittenTests(place: Place): void {
  describe("register, after somebody else or an earlier try", () => {
    beforeEach(() => place.done("upkeep cancel", { yes: true }));
    const purse = () => place.services.link.balanceOf(place.ground.network.accounts.deployer);

    it("takes what it was killed over, and pays nothing twice", async () => {
      const before = await purse();
      const stops = new Stops(place.ground.hre);
      stops.arm(2, "before its receipt arrives");
      const killed = await place.ground.run("upkeep register", { link: "20" }).finally(() => stops.remove());
      expect(killed.stderr).to.match(/dead/);
      expect(await place.done("upkeep register", { link: "20" })).to.match(
        /^An earlier try registered upkeep \d{6}…\d{6}, which now is the deployment's; nothing was paid\.\nlet the upkeep's forwarder perform\n.*\n {2}0x\w{64}$/,
      );
      expect(before - (await purse())).to.equal(20n * LINK);
      const [performed] = await place.ground.network.automation.tick();
      expect([performed!.upkeepId, performed!.success]).to.deep.equal([
        BigInt((await place.record()).upkeep!.id),
        true,
      ]);
    });

    for (const [what, gasLimit] of [
      ["of terms that would never do", 10_000],
      ["of our terms", PERFORM_GAS],
    ] as const)
      it(`takes none that a stranger registered in our name, ${what}`, async () => {
        await place.giveLink(1, 10n * LINK);
        const [, stranger] = await place.ground.network.ethers.getSigners();
        const { deployer } = place.ground.network.accounts;
        await (await approveRegistrar(place.services, stranger!, 2n * LINK)).wait();
        const target = (await place.record()).contracts!.consumer;
        await (
          await place.services.registrar.connect(stranger).registerUpkeep({
            ...{ name: "imago", upkeepContract: target, adminAddress: deployer.address, amount: 2n * LINK },
            ...{ gasLimit, triggerType: 0 },
            ...{ encryptedEmail: "0x", checkData: "0x", triggerConfig: "0x", offchainConfig: "0x" },
          })
        ).wait();
        expect(await place.done("upkeep register", { link: "20" })).to.match(/\nregistered the upkeep\n/);
        const { upkeep } = await place.record();
        expect(await place.services.registry.getBalance(upkeep!.id)).to.equal(20n * LINK);
      });
  });
}
