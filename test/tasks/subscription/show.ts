import { expect } from "chai";

import { LINK, type Place } from "../place.ts";

export function showTests(place: Place): void {
  describe("show", () => {
    it("tells balance, price of a request, how long it lasts, owner and consumers", async () => {
      const stdout = await place.done("subscription show");
      const { consumer } = (await place.record()).contracts!;
      const lines = stdout.split("\n");
      expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
      expect(lines).to.deep.equal([
        "subscription 1",
        "  balance    50.00 LINK ($750.00)",
        "  blocked    0.00 LINK ($0.00) for requests that are not answered yet",
        "  a request  blocks 0.2061 LINK ($3.09) now, and takes what its answer costs",
        "  a period   takes 0.2061 LINK ($3.09) at most",
        "  lasts      242 periods of 1 day at least",
        `  owner      ${place.ground.network.accounts.deployer.address}`,
        "  consumer                                    pending",
        `  ${consumer}        0  this deployment's`,
      ]);
    });

    it("tells the same to a script", async () => {
      await place.ground.network.automation.tick();
      const { consumer } = (await place.record()).contracts!;
      expect(JSON.parse(await place.done("subscription show", { json: true }))).to.deep.equal({
        id: "1",
        balance: (50n * LINK).toString(),
        blockedBalance: "206172933333333332",
        requestJuels: "206172933333333332",
        periodJuels: "206172933333333332",
        periodSeconds: 86_400,
        periodsLeft: 241,
        owner: place.ground.network.accounts.deployer.address,
        proposedOwner: null,
        consumers: [{ address: consumer, pending: 1 }],
      });
    });

    it("never says that it lasts longer than it does", async () => {
      const { router } = place.services;
      await place.ground.look();
      const { balance } = await router.getSubscription(1);
      const spent = 50n * LINK - balance;
      expect(spent > 0n && spent <= 206_172_933_333_333_332n).to.equal(true);
    });

    it("says that the deployment's consumer is missing", async () => {
      await place.done("subscription remove-consumer");
      expect(await place.done("subscription show")).to.match(/\n {2}0x\w{40} is no consumer: no program can ask$/);
    });

    it("refuses when there is none", async () => {
      await place.done("subscription cancel", { yes: true });
      await place.refused("subscription show", {
        code: 1,
        says: /^error: The deployment has no subscription\.\n {2}try: .* subscription create --network localhost$/,
      });
    });

    it("refuses when the recorded one was cancelled elsewhere", async () => {
      await (await place.services.router.cancelSubscription(1, place.ground.network.accounts.deployer)).wait();
      await place.refused("subscription show", {
        code: 1,
        says: /^error: Subscription 1 does not exist any more\.\n {2}try: .* subscription create --network localhost$/,
      });
    });

    it("refuses what is no subscription's number", () =>
      place.refused("subscription show", {
        args: { id: "first" },
        code: 2,
        says: /^error: --id first is no subscription; write its number\.$/,
      }));
  });
}
