import { expect } from "chai";

import { LINK, type Place } from "../place.ts";
import { mine, registerForAnother } from "./studio-upkeep.ts";

export function withdrawTests(place: Place): void {
  describe("withdraw", () => {
    const recipient = `0x${"ab".repeat(20)}`;

    it("pays out 50 blocks after the admin's cancellation, not earlier", async () => {
      await registerForAnother(place);
      await place.done("upkeep cancel", { yes: true, from: "1" });
      await mine(place, 49);
      await place.refused("upkeep withdraw", {
        args: { from: "1" },
        code: 1,
        says: /^error: Upkeep \d{6}…\d{6} pays out in 1 block, of which a local network makes one a second\.\n {2}try: .* upkeep withdraw --from 1 --network localhost {3}\(then\)$/,
      });
      await mine(place, 1);
      expect(await place.done("upkeep withdraw", { from: "1", to: recipient })).to.match(
        /^withdrew 9\.90 LINK from upkeep \d{6}…\d{6} to\n {2}0x\w{40}\n {2}[\d,]+ gas, .*\n.*$/,
      );
      expect(await place.services.link.balanceOf(recipient)).to.equal((99n * LINK) / 10n);
      expect(await place.record()).not.to.have.property("cancelledUpkeeps");
    });

    it("pays out of all cancelled ones", async () => {
      await place.done("upkeep cancel", { yes: true });
      await place.done("upkeep register", { link: "5" });
      await place.done("upkeep cancel", { yes: true });
      expect((await place.record()).cancelledUpkeeps).to.have.length(2);
      expect(await place.done("upkeep withdraw", { to: recipient })).to.match(
        /^withdrew 49\.90 LINK (?:.*\n){4}withdrew 4\.90 LINK (?:.*\n){3}.*$/,
      );
    });

    it("pays out of one that the registry's owner cancelled", async () => {
      await (await place.services.registry.cancelUpkeep((await place.record()).upkeep!.id)).wait();
      expect(await place.done("upkeep withdraw")).to.match(/^withdrew 49\.90 LINK from /);
      expect(await place.record()).not.to.have.property("upkeep");
    });

    it("refuses one that is not cancelled", () =>
      place.refused("upkeep withdraw", {
        code: 1,
        says: /^error: Only a cancelled upkeep pays its LINK out; the deployment's is not\.\n {2}try: .* upkeep cancel --network localhost$/,
      }));

    it("refuses when there is none", async () => {
      await place.done("upkeep cancel", { yes: true });
      await place.done("upkeep withdraw");
      await place.refused("upkeep withdraw", {
        code: 1,
        says: /^error: The deployment has no upkeep to withdraw from\.$/,
      });
    });

    it("refuses whoever is not the admin", async () => {
      await place.done("upkeep cancel", { yes: true });
      await place.refused("upkeep withdraw", {
        args: { from: "2" },
        code: 1,
        says: /^error: The admin of upkeep \d{6}…\d{6} is (0x\w{40}), not 0x\w{40}\.\n {2}try: .* upkeep withdraw --from \1 /,
      });
    });

    it("refuses what is no address", () =>
      place.refused("upkeep withdraw", { args: { to: "home" }, code: 2, says: /^error: --to home is no address/ }));
  });
}
