import { expect } from "chai";

import type { Place } from "../place.ts";

export function pauseTests(place: Place): void {
  const isPaused = async () => (await place.services.registry.getUpkeep((await place.record()).upkeep!.id)).paused;

  describe("pause", () => {
    it("lets nothing be performed until unpause", async () => {
      const { network } = place.ground;
      const { stdout, stderr, exitCode } = await place.ground.run("upkeep pause");
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^paused upkeep \d{6}…\d{6}\n {2}[\d,]+ gas, .*\n.*$/);
      expect(stderr).to.equal(
        "programs are asked for by hand only; to go on: npx --no hardhat upkeep unpause --network localhost",
      );
      expect(await isPaused()).to.equal(true);
      expect(await network.automation.tick()).to.deep.equal([]);
      expect(await place.done("upkeep show")).to.match(/^upkeep \d{6}…\d{6}: paused\n/);
      expect(await place.done("upkeep unpause")).to.match(/^unpaused upkeep \d{6}…\d{6}\n {2}[\d,]+ gas, .*\n.*$/);
      expect(await network.automation.tick()).to.have.length(1);
    });

    it("refuses a second time", async () => {
      await place.done("upkeep pause");
      await place.refused("upkeep pause", {
        code: 1,
        says: /^error: Upkeep \d{6}…\d{6} is paused already\.\n {2}try: .* upkeep unpause --network localhost$/,
      });
    });
  });

  describe("unpause", () => {
    it("refuses one that is not paused", () =>
      place.refused("upkeep unpause", {
        code: 1,
        says: /^error: Upkeep \d{6}…\d{6} is not paused\.\n {2}try: .* upkeep show --network localhost$/,
      }));
  });

  for (const verb of ["pause", "unpause"])
    describe(verb, () => {
      it("refuses whoever is not the admin", () =>
        place.refused(`upkeep ${verb}`, {
          args: { from: "2" },
          code: 1,
          says: new RegExp(
            `^error: The admin of upkeep \\d{6}…\\d{6} is (0x\\w{40}), not 0x\\w{40}\\.\\n  try: .* upkeep ${verb} --from \\1 `,
          ),
        }));

      it("refuses when there is none", async () => {
        await place.done("upkeep cancel", { yes: true });
        await place.refused(`upkeep ${verb}`, { code: 1, says: /^error: The deployment has no upkeep\.\n {2}try: / });
      });

      it("refuses an account that the network does not have", () =>
        place.refused(`upkeep ${verb}`, { args: { from: "99" }, code: 2, says: /^error: --from 99 is none of/ }));
    });
}
