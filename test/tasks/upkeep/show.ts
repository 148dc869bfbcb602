import { expect } from "chai";

import { drainUpkeep } from "../../../simulations/faults/balances.ts";
import type { Environment } from "../../../simulations/faults/index.ts";
import { LINK, type Place } from "../place.ts";

/** What the registry takes for one request at 2 gwei, at most. */
const PERIOD_JUELS = 178_333_333_333_333_333n;

export function showTests(place: Place): void {
  describe("show", () => {
    const JSON_ARGS = { json: true };
    const shown = async () => JSON.parse(await place.done("upkeep show", JSON_ARGS)).upkeeps[0];

    it("tells balance, minimum, how long it lasts, forwarder and admin", async () => {
      const stdout = await place.done("upkeep show");
      const { forwarder } = (await place.record()).upkeep!;
      const lines = stdout.split("\n");
      expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
      expect(lines[0]).to.match(/^upkeep \d{6}…\d{6}: active$/);
      expect(lines.slice(1)).to.deep.equal([
        "  balance    50.00 LINK ($750.00)",
        "  minimum    1.2966 LINK ($19.44) for 1,500,000 gas, or nothing is performed",
        "  a period   takes 0.1783 LINK ($2.67) at most",
        "  lasts      273 periods of 1 day at least",
        "  performed  never",
        `  forwarder  ${forwarder}`,
        "             may perform at any time",
        `  admin      ${place.ground.network.accounts.deployer.address}`,
      ]);
    });

    it("tells the same to a script", async () => {
      const { id, forwarder } = (await place.record()).upkeep!;
      expect(await shown()).to.deep.equal({
        id,
        forwarder,
        admin: place.ground.network.accounts.deployer.address,
        gasLimit: "1500000",
        balance: (50n * LINK).toString(),
        minimum: "1296666666666666666",
        spent: "0",
        lastPerformed: 0,
        paused: false,
        withdrawableFrom: null,
        mayPerform: true,
        state: "active",
        periodJuels: "178333333333333333",
        periodSeconds: 86_400,
        periodsLeft: 273,
      });
    });

    it("never says that it lasts longer than it does", async () => {
      const { network } = place.ground;
      for (let period = 0; period < 3; period++) {
        const [performed] = await network.automation.tick();
        await network.don.answerPending();
        expect(performed!.paidJuels > 0n && performed!.paidJuels <= PERIOD_JUELS).to.equal(true);
        await network.setTime(network.time + 86_400);
      }
      const { lastPerformed, spent } = await shown();
      expect(lastPerformed).to.be.above(0);
      expect(await place.done("upkeep show")).to.include(`  performed  last in block ${lastPerformed}\n`);
      expect(BigInt(spent) <= 3n * PERIOD_JUELS).to.equal(true);
    });

    it("says that it is dry, and that its forwarder may not perform", async () => {
      const { contracts, upkeep } = await place.record();
      const consumer = await place.ground.network.ethers.getContractAt("FunctionsConsumer", contracts!.consumer);
      await (await consumer.setPerformer(upkeep!.forwarder, false)).wait();
      await drainUpkeep({ network: place.ground.network, deployment: { upkeep } } as unknown as Environment);
      const stdout = await place.done("upkeep show");
      expect(stdout).to.match(/^upkeep \d{6}…\d{6}: not performed, for its balance is below the minimum\n/);
      expect(stdout).to.include("  lasts      less than a period of 1 day\n");
      expect(stdout).to.include("             has no right to perform: upkeep register gives it\n");
    });

    it("refuses when there is none", async () => {
      await place.done("upkeep cancel", { yes: true });
      await place.done("upkeep withdraw");
      await place.refused("upkeep show", {
        code: 1,
        says: /^error: The deployment has no upkeep\.\n {2}try: .* upkeep register --link 50 --network localhost$/,
      });
    });
  });
}
