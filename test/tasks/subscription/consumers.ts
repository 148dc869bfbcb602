import { expect } from "chai";

import type { Place } from "../place.ts";

export function consumerTests(place: Place): void {
  const consumers = async () => [...(await place.services.router.getSubscription(1)).consumers];
  const ours = async () => (await place.record()).contracts!.consumer;

  describe("add-consumer", () => {
    it("puts the deployment's own back", async () => {
      await place.done("subscription remove-consumer");
      expect(await place.done("subscription add-consumer")).to.match(
        /^added consumer 0x\w{40} to subscription 1\n {2}[\d,]+ gas, .*\n.*$/,
      );
      expect(await consumers()).to.deep.equal([await ours()]);
    });

    it("adds another contract", async () => {
      const { ledger } = (await place.record()).contracts!;
      await place.done("subscription add-consumer", { address: ledger });
      expect(await consumers()).to.deep.equal([await ours(), ledger]);
    });

    it("says when there is nothing to do", async () => {
      expect(await place.done("subscription add-consumer")).to.equal(
        `${await ours()} is a consumer of subscription 1 already`,
      );
    });

    it("refuses what is no address", () =>
      place.refused("subscription add-consumer", {
        args: { address: "0x12" },
        code: 2,
        says: /^error: The consumer's address 0x12 is no address; write 0x and 40 hexadecimal digits\.$/,
      }));

    it("refuses an address without code", () =>
      place.refused("subscription add-consumer", {
        args: { address: `0x${"1".repeat(40)}` },
        code: 1,
        says: /^error: 0x1{40} is no contract on chain 31337, so it could send no request\.\n {2}try: .* subscription add-consumer /,
      }));

    it("refuses whoever is not the owner", async () => {
      const { ledger } = (await place.record()).contracts!;
      await place.refused("subscription add-consumer", {
        args: { address: ledger, from: "1" },
        code: 1,
        says: /^error: Subscription 1 belongs to (0x\w{40}), not to 0x\w{40}\.\n {2}try: .* subscription add-consumer --from \1 /,
      });
    });

    it("refuses an owner whom the terms of service block", async () => {
      const { ledger } = (await place.record()).contracts!;
      await (await place.services.allowList.blockSender(place.ground.network.accounts.deployer)).wait();
      await place.refused("subscription add-consumer", {
        args: { address: ledger },
        code: 1,
        says: /^error: The terms of service of Functions block 0x\w{40}: .*\n {2}try: ask whoever keeps/,
      });
    });
  });

  describe("remove-consumer", () => {
    it("removes the deployment's own and says how it comes back", async () => {
      const { stdout, stderr, exitCode } = await place.ground.run("subscription remove-consumer");
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^removed consumer 0x\w{40} from subscription\s+1\n {2}[\d,]+ gas, .*\n.*$/);
      expect(stderr).to.equal(
        "no program can ask until it is back: npx --no hardhat subscription add-consumer --network localhost",
      );
      expect(await consumers()).to.deep.equal([]);
    });

    it("removes another one while the deployment's own waits for an answer", async () => {
      const { ledger } = (await place.record()).contracts!;
      await place.done("subscription add-consumer", { address: ledger });
      await place.ground.network.automation.tick();
      await place.done("subscription remove-consumer", { address: ledger });
      expect(await consumers()).to.deep.equal([await ours()]);
    });

    it("refuses while requests are pending", async () => {
      await place.ground.network.automation.tick();
      await place.refused("subscription remove-consumer", {
        code: 1,
        says: /^error: 1 request of subscription 1 is not answered yet\.\n {2}try: .* subscription timeout --network localhost {3}\(or wait for the answer\)$/,
      });
    });

    it("refuses what is no consumer", async () => {
      const { ledger } = (await place.record()).contracts!;
      await place.refused("subscription remove-consumer", {
        args: { address: ledger },
        code: 1,
        says: /^error: 0x\w{40} is no consumer of subscription 1\.\n {2}try: .* subscription show --network localhost$/,
      });
    });

    it("refuses what is no address", () =>
      place.refused("subscription remove-consumer", {
        args: { address: "me" },
        code: 2,
        says: /^error: The consumer's address me is no address/,
      }));

    it("refuses whoever is not the owner", () =>
      place.refused("subscription remove-consumer", {
        args: { from: "1" },
        code: 1,
        says: /^error: Subscription 1 belongs to 0x\w{40}, not to 0x\w{40}\.\n {2}try: .* remove-consumer --from 0x/,
      }));
  });
}
