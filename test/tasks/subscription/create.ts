import { expect } from "chai";

import { TERMS_METHOD } from "../../../simulations/network/local-methods.ts";
import type { Place } from "../place.ts";
import { runTask } from "../studio.ts";
import { elsewhere } from "../without-local-methods.ts";

export function createTests(place: Place): void {
  describe("create", () => {
    const subscriptionOf = async (program: number) => {
      const { contracts } = await place.record();
      const consumer = await place.ground.network.ethers.getContractAt("FunctionsConsumer", contracts!.consumer);
      return (await consumer.configOf(program)).config.subscriptionId;
    };

    it("makes the next one after a cancellation, with the consumer on it and the programs paid from it", async () => {
      await place.done("subscription cancel", { yes: true });
      const stdout = await place.done("subscription create");
      expect(stdout).to.match(
        /^created a subscription\n.* gas.*\n.*\n {2}it is subscription 2\nadded consumer 0x\w{40} to subscription 2\n.*\n.*\nprogram 1 pays from subscription 2\n.*\n.*\nNext: .* subscription fund --periods 30 --network localhost$/,
      );
      const { subscriptionId, contracts } = await place.record();
      expect(subscriptionId).to.equal("2");
      expect([...(await place.services.router.getSubscription(2)).consumers]).to.deep.equal([contracts!.consumer]);
      expect(await subscriptionOf(1)).to.equal(2n);
      await place.done("subscription fund", { link: "3" });
      await place.ground.look();
      expect((await place.services.router.getSubscription(2)).balance < 3n * 10n ** 18n).to.equal(true);
    });

    it("accepts the terms of service for an account that has not, with a signature that it is given", async () => {
      const [, account] = await place.ground.network.ethers.getSigners();
      const { provider } = await place.ground.hre.network.create();
      const signature = await provider.request({ method: TERMS_METHOD, params: [account!.address] });
      const { stdout, stderr, exitCode } = await place.ground.run("subscription create", {
        another: true,
        from: "1",
        termsSignature: signature,
      });
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^accepted the terms of service of Functions\n.*\n.*\ncreated a subscription\n/);
      expect(await place.services.allowList.hasAccess(account!, "0x")).to.equal(true);
      // The new owner is no curator: who is, has to send the programs there.
      const { deployer } = place.ground.network.accounts;
      expect(stderr).to.equal(
        `Programs 1 still pay from another subscription. Only a curator may: ${deployer.address}.\n` +
          `  next: npx --no hardhat subscription add-consumer --from ${deployer.address} --network localhost\n` +
          "subscription 1 stays; its tasks take --id 1",
      );
      expect(await subscriptionOf(1)).to.equal(1n);
      expect(await place.done("subscription add-consumer")).to.match(/^program 1 pays from subscription 2\n/);
      expect(await subscriptionOf(1)).to.equal(2n);
    });

    it("says what it needs where no network gives the signature", async () => {
      await using there = await elsewhere(place.ground);
      const { stdout, stderr, exitCode } = await runTask(there.hre, "subscription create", {
        another: true,
        from: "1",
      });
      expect([stdout, exitCode]).to.deep.equal(["", 1]);
      expect(stderr).to.match(
        /^error: 0x\w{40} has not accepted the terms of service of Functions\.\n {2}try: .* subscription create --terms-signature <signature by the DON's terms signer> --network localhost$/,
      );
    });

    it("refuses a second one unless it is asked for", () =>
      place.refused("subscription create", {
        code: 1,
        says: /^error: The deployment has subscription 1 already\.\n {2}try: .* subscription show --network localhost {3}\(or create one more with --another\)$/,
      }));

    it("refuses what is no signature", () =>
      place.refused("subscription create", {
        args: { another: true, from: "1", termsSignature: "0x12" },
        code: 2,
        says: /^error: --terms-signature is no signature; write the 65 bytes/,
      }));

    it("refuses another account's signature before it is paid for", async () => {
      const { provider } = await place.ground.hre.network.create();
      const [other] = await place.ground.network.ethers.getSigners();
      const signature = await provider.request({ method: TERMS_METHOD, params: [other!.address] });
      await place.refused("subscription create", {
        args: { another: true, from: "1", termsSignature: signature },
        code: 1,
        says: /^error: The contract refuses: InvalidSignature\(\)\.$/,
      });
    });

    it("refuses while the router is paused", async () => {
      await (await place.services.router.pause()).wait();
      await place.refused("subscription create", {
        args: { another: true },
        code: 1,
        says: /^error: The router is paused by its owner and creates no subscriptions\.$/,
      });
    });
  });
}
