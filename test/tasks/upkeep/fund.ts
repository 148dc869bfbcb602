import { expect } from "chai";

import { drainUpkeep } from "../../../simulations/faults/balances.ts";
import type { Environment } from "../../../simulations/faults/index.ts";
import { LINK, type Place } from "../place.ts";

const PERIOD_JUELS = 178_333_333_333_333_333n;
const MINIMUM = 1_296_666_666_666_666_666n;

export function fundTests(place: Place): void {
  describe("fund", () => {
    const balance = async () => place.services.registry.getBalance((await place.record()).upkeep!.id);

    it("pays LINK into it", async () => {
      expect(await place.done("upkeep fund", { link: "5.5" })).to.match(
        /^paid 5\.50 LINK into upkeep \d{6}…\d{6}\n {2}[\d,]+ gas, .*\n.*\nbalance: 55\.50 LINK, 303 periods of 1 day at least$/,
      );
      expect(await balance()).to.equal((111n * LINK) / 2n);
    });

    it("pays what a number of periods costs", async () => {
      await place.done("upkeep fund", { periods: "30" });
      expect(await balance()).to.equal(50n * LINK + 30n * PERIOD_JUELS);
    });

    it("pays the registry's minimum besides when that is gone", async () => {
      const { upkeep } = await place.record();
      await drainUpkeep({ network: place.ground.network, deployment: { upkeep } } as unknown as Environment);
      expect(await place.done("upkeep fund", { periods: "2" })).to.match(/, 2 periods of 1 day at least$/);
      expect(await balance()).to.equal(MINIMUM + 2n * PERIOD_JUELS);
    });

    for (const [args, says] of [
      [{}, /^error: How much LINK\? Say it with --link or --periods\.\n {2}try: .* upkeep fund --link 20 /],
      [{ link: "0" }, /^error: --link 0 is not an amount of LINK/],
      [{ periods: "-3" }, /^error: --periods -3 is no number of periods/],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, () => place.refused("upkeep fund", { args, code: 2, says }));

    it("refuses more than the account has", () =>
      place.refused("upkeep fund", {
        args: { link: "1", from: "3" },
        code: 1,
        says: /^error: 0x\w{40} has 0\.00 LINK; 1\.00 LINK are to be paid\.\n {2}try: send LINK/,
      }));

    it("refuses a cancelled one", async () => {
      const { id } = (await place.record()).upkeep!;
      // By the registry's owner, behind the record's back.
      await (await place.services.registry.cancelUpkeep(id)).wait();
      await place.refused("upkeep fund", {
        args: { link: "1" },
        code: 1,
        says: /^error: Upkeep \d{6}…\d{6} is cancelled, which nothing undoes\.\n {2}try: .* upkeep register --link 50 /,
      });
    });
  });
}
