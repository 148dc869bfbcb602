import { expect } from "chai";

import { LINK, type Place } from "../place.ts";

/** `place` is a deployment of one program. */
export function fundTests(place: Place): void {
  describe("fund", () => {
    const balance = async () => (await place.services.router.getSubscription(1)).balance;

    it("pays LINK into it", async () => {
      const stdout = await place.done("subscription fund", { link: "5.5" });
      expect(stdout).to.match(
        /^paid 5\.50 LINK into subscription 1\n {2}[\d,]+ gas, .*\n.*\nbalance: 55\.50 LINK, 269 periods of 1 day at least$/,
      );
      expect(await balance()).to.equal((111n * LINK) / 2n);
    });

    it("pays what a number of periods costs by the coordinator's estimate", async () => {
      const { router, coordinator } = place.services;
      const { contracts } = await place.record();
      const consumer = await place.ground.network.ethers.getContractAt("FunctionsConsumer", contracts!.consumer);
      const estimate = await coordinator.estimateCost(1, await consumer.requestData(1), 200_000, 2_000_000_000);
      await place.done("subscription fund", { periods: "30" });
      expect(await balance()).to.equal(50n * LINK + 30n * estimate);
      // What the router blocks for a request that is really sent.
      await place.ground.network.automation.tick();
      expect((await router.getSubscription(1)).blockedBalance).to.equal(estimate);
    });

    it("counts programs of the subscription that are active, not those that are paused", async () => {
      const { contracts } = await place.record();
      const ledger = await place.ground.network.ethers.getContractAt("EvolutionLedger", contracts!.ledger);
      await (await ledger.pause(1)).wait();
      await place.refused("subscription fund", {
        args: { periods: "30" },
        code: 1,
        says: /^error: No active program is paid from it, so no number of periods costs anything; say --link\.$/,
      });
    });

    for (const [args, says] of [
      [
        {},
        /^error: How much LINK\? Say it with --link or --periods\.\n {2}try: .* subscription fund --link 20 --network localhost$/,
      ],
      [{ link: "1", periods: "2" }, /^error: Say either --link or --periods\.\n {2}try: /],
      [{ link: "-1" }, /^error: --link -1 is not an amount of LINK; write a number such as 12\.5\.$/],
      [{ link: "lots" }, /^error: --link lots is not/],
      [{ periods: "1.5" }, /^error: --periods 1\.5 is no number of periods; write a whole number such as 30\.$/],
      [{ periods: "0" }, /^error: --periods 0 is no number/],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, () => place.refused("subscription fund", { args, code: 2, says }));

    it("refuses more than the account has", () =>
      place.refused("subscription fund", {
        args: { link: "1", from: "3" },
        code: 1,
        says: /^error: 0x\w{40} has 0\.00 LINK; 1\.00 LINK are to be paid\.\n {2}try: send LINK to this account first/,
      }));

    it("refuses while the router is paused", async () => {
      await (await place.services.router.pause()).wait();
      await place.refused("subscription fund", {
        args: { link: "1" },
        code: 1,
        says: /^error: The contract refuses: Pausable: paused\.$/,
      });
    });

    it("refuses a subscription that does not exist", () =>
      place.refused("subscription fund", {
        args: { link: "1", id: "7" },
        code: 1,
        says: /^error: Subscription 7 does not exist\.\n {2}try: .* subscription show --network localhost$/,
      }));
  });
}
