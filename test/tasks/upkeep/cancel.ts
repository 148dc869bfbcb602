import { expect } from "chai";

import type { Place } from "../place.ts";
import { registerForAnother } from "./studio-upkeep.ts";

export function cancelTests(place: Place): void {
  describe("cancel", () => {
    it("ends it, keeps its id until its LINK is withdrawn, and tells from when that goes", async () => {
      await registerForAnother(place);
      const { upkeep } = await place.record();
      expect(await place.done("upkeep cancel", { yes: true, from: "1" })).to.match(
        /^cancelled upkeep \d{6}…\d{6}\n {2}[\d,]+ gas, .*\n.*\n9\.90 LINK can be withdrawn in 50 blocks:\n {2}npx --no hardhat upkeep withdraw --network localhost$/,
      );
      const record = await place.record();
      expect(record).not.to.have.property("upkeep");
      expect(record.cancelledUpkeeps).to.deep.equal([upkeep!.id]);
      expect(await place.done("upkeep show")).to.match(
        /^upkeep \d{6}…\d{6}: cancelled, pays out 9\.90 LINK in 50 blocks\n {2}admin {2}0x\w{40}$/,
      );
      expect(await place.ground.network.automation.tick()).to.deep.equal([]);
    });

    it("asks first, and tells what the registry keeps", async () => {
      const stdout = await place.done("upkeep cancel", {}, ["y"]);
      expect(stdout).to.match(
        /^Upkeep \d{6}…\d{6} will end, and programs are asked for by hand only\. The registry keeps 0\.10 LINK, for it has performed little\. Go on\? \[y\/N\] \ncancelled/,
      );
      expect(stdout).to.match(/\n49\.90 LINK can be withdrawn now:\n/);
    });

    it("tells of no fee when enough was performed", async () => {
      await place.ground.look();
      const stdout = await place.done("upkeep cancel", {}, ["y"]);
      expect(stdout).to.match(/by hand only\. Go on/);
    });

    it("does nothing when it is not confirmed", () =>
      place.refused("upkeep cancel", {
        answers: ["no"],
        code: 1,
        says: /^error: Not confirmed; nothing was done\.\n {2}try: .* upkeep cancel --yes --network localhost$/,
      }));

    it("does nothing when nobody is there to agree", () =>
      place.refused("upkeep cancel", { code: 1, says: /Nobody is here to agree, so nothing was done\.\n {2}try: / }));

    it("refuses whoever is not the admin", () =>
      place.refused("upkeep cancel", {
        args: { yes: true, from: "2" },
        code: 1,
        says: /^error: The admin of upkeep \d{6}…\d{6} is (0x\w{40}), not 0x\w{40}\.\n {2}try: .* upkeep cancel --from \1 /,
      }));

    it("refuses a second time", async () => {
      await place.done("upkeep cancel", { yes: true });
      await place.refused("upkeep cancel", {
        args: { yes: true },
        code: 1,
        says: /^error: The deployment has no upkeep\.\n {2}try: .* upkeep register --link 50 /,
      });
    });

    it("refuses an account that the network does not have", () =>
      place.refused("upkeep cancel", {
        args: { yes: true, from: "me" },
        code: 2,
        says: /^error: --from me is none of/,
      }));
  });
}
