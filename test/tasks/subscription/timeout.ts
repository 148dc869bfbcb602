import { expect } from "chai";

import type { Place } from "../place.ts";

export function timeoutTests(place: Place): void {
  describe("timeout", () => {
    const PERIOD = 86_400;

    it("frees what an unanswered request blocks", async () => {
      const { network } = place.ground;
      await network.automation.tick();
      await network.setTime(network.time + 300);
      expect(await place.done("subscription timeout")).to.match(
        /^timed out 1 request of subscription 1\n {2}[\d,]+ gas, .*\n.*\n0\.20 LINK are no longer blocked$/,
      );
      const { blockedBalance } = await place.services.router.getSubscription(1);
      expect(blockedBalance).to.equal(0n);
      expect(await place.services.router.pendingRequestExists(1)).to.equal(false);
    });

    it("leaves those whose time is not over, and does it for anybody", async () => {
      const { network } = place.ground;
      await network.automation.tick();
      await network.setTime(network.time + PERIOD);
      await network.automation.tick();
      const { stdout, stderr, exitCode } = await place.ground.run("subscription timeout", { from: "4" });
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^timed out 1 request of/);
      expect(stderr).to.match(/^the DON has \d+ seconds left to answer 1 request\.$/);
      expect(await place.services.router.pendingRequestExists(1)).to.equal(true);
    });

    it("passes over requests that were answered or timed out before", async () => {
      const { network } = place.ground;
      await place.ground.look();
      await network.setTime(network.time + PERIOD);
      await network.automation.tick();
      await network.setTime(network.time + 300);
      await place.done("subscription timeout");
      await network.setTime(network.time + PERIOD);
      await network.automation.tick();
      await network.setTime(network.time + 300);
      expect(await place.done("subscription timeout")).to.match(/^timed out 1 request of/);
    });

    it("finds a request that lies many thousands of blocks back", async () => {
      const { network } = place.ground;
      await network.automation.tick();
      await network.provider.request({ method: "hardhat_mine", params: ["0x2800"] });
      expect(await place.done("subscription timeout")).to.match(/^timed out 1 request of/);
    });

    it("says when nothing is pending", async () => {
      await place.ground.look();
      expect(await place.done("subscription timeout")).to.equal("no request of subscription 1 is pending");
    });

    it("refuses before the DON's time is over", async () => {
      await place.ground.network.automation.tick();
      await place.refused("subscription timeout", {
        code: 1,
        says: /^error: No request may be timed out yet: the DON has 300 seconds left to answer 1 request\.\n {2}try: .* subscription timeout --network localhost {3}\(then\)$/,
      });
    });

    it("refuses while the router is paused", async () => {
      const { network } = place.ground;
      await network.automation.tick();
      await network.setTime(network.time + 300);
      await (await place.services.router.pause()).wait();
      await place.refused("subscription timeout", {
        code: 1,
        says: /^error: The contract refuses: Pausable: paused\.$/,
      });
    });

    it("refuses what is no subscription's number", () =>
      place.refused("subscription timeout", {
        args: { id: "-1" },
        code: 2,
        says: /^error: --id -1 is no subscription/,
      }));
  });
}
