import { expect } from "chai";

import { LINK, type Place } from "../place.ts";

export function cancelTests(place: Place): void {
  describe("cancel", () => {
    const recipient = `0x${"ab".repeat(20)}`;

    it("brings the LINK back to whom it is told, and takes the subscription off the record", async () => {
      expect(await place.done("subscription cancel", { to: recipient, yes: true })).to.match(
        /^cancelled subscription 1\n {2}[\d,]+ gas, .*\n.*\n50\.00 LINK came back to 0x\w{40}$/,
      );
      expect(await place.services.link.balanceOf(recipient)).to.equal(50n * LINK);
      expect(await place.record()).not.to.have.property("subscriptionId");
      expect((await place.record()).contracts).not.to.equal(undefined);
    });

    it("asks first, and tells what will be lost", async () => {
      const stdout = await place.done("subscription cancel", {}, ["y"]);
      expect(stdout).to.match(
        /^Subscription 1 will end, and with it what asks through it\. 50\.00 LINK go to 0x\w{40}\. Go on\? \[y\/N\] \ncancelled/,
      );
    });

    it("does nothing when it is not confirmed", () =>
      place.refused("subscription cancel", {
        answers: [""],
        code: 1,
        says: /^error: Not confirmed; nothing was done\.\n {2}try: .* subscription cancel --yes --network localhost$/,
      }));

    it("does nothing when nobody is there to agree", () =>
      place.refused("subscription cancel", {
        args: { id: "1", to: recipient },
        code: 1,
        says: /^error: .* Nobody is here to agree, so nothing was done\.\n {2}try: .* subscription cancel --id 1 --to 0x(ab){20} --yes /,
      }));

    it("says what the DON keeps of a subscription with which little was done", async () => {
      const { router } = place.services;
      const config = await router.getConfig();
      const { maxConsumersPerSubscription, adminFee, handleOracleFulfillmentSelector, gasForCallExactCheck } = config;
      await (
        await router.updateConfig({
          maxConsumersPerSubscription,
          adminFee,
          handleOracleFulfillmentSelector,
          gasForCallExactCheck,
          maxCallbackGasLimits: [...config.maxCallbackGasLimits],
          subscriptionDepositMinimumRequests: 10,
          subscriptionDepositJuels: 2n * LINK,
        })
      ).wait();
      expect(await place.done("subscription cancel", {}, ["yes"])).to.match(
        /48\.00 LINK go to 0x\w{40}\. The DON keeps 2\.00 LINK, for too few requests were made\. Go on(.|\n)*\n48\.00 LINK came back/,
      );
    });

    it("cancels another one without touching the record", async () => {
      await place.done("subscription create", { another: true });
      await place.done("subscription cancel", { id: "1", yes: true });
      expect((await place.record()).subscriptionId).to.equal("2");
    });

    it("refuses while requests are pending, until they are timed out", async () => {
      const { network } = place.ground;
      await network.automation.tick();
      await place.refused("subscription cancel", {
        args: { yes: true },
        code: 1,
        says: /^error: 1 request of subscription 1 is not answered yet\.\n {2}try: .* subscription timeout /,
      });
      await network.setTime(network.time + 300);
      await place.done("subscription timeout");
      await place.done("subscription cancel", { yes: true });
    });

    it("refuses whoever is not the owner", () =>
      place.refused("subscription cancel", {
        args: { yes: true, from: "1" },
        code: 1,
        says: /^error: Subscription 1 belongs to (0x\w{40}), not to 0x\w{40}\.\n {2}try: .* subscription cancel --from \1 /,
      }));

    it("refuses what is no address", () =>
      place.refused("subscription cancel", {
        args: { yes: true, to: "0x0" },
        code: 2,
        says: /^error: --to 0x0 is no address/,
      }));
  });
}
