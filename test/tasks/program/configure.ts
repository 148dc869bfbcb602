import { expect } from "chai";

import { type Ground, remedyOf } from "./ground.ts";

export function configureSuite(at: () => Ground): void {
  describe("configure", () => {
    it("changes what is told and keeps the rest", async () => {
      const { consumer, id } = await at().deployed();
      const { stdout, stderr, exitCode } = await at().run("program configure", {
        ...{ name: "sp500", confirm: "on", attempts: "5", backoff: "60", grace: "0", timeout: "400", gasPrice: "7.5" },
      });
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.match(/^configured the requests of sp500\n {2}[\d,]+ gas/);
      expect(stdout).to.contain("\n  confirm: off -> on\n  maxAttempts: 3 -> 5\n  backoff: 600 -> 60\n");
      const { config } = await consumer.configOf(id);
      expect([config.confirm, config.maxAttempts, config.backoff, config.grace]).to.deep.equal([true, 5n, 60n, 0n]);
      expect([config.requestTimeout, config.maxGasPrice, config.subscriptionId]).to.deep.equal([
        400n,
        7_500_000_000n,
        1n,
      ]);
    });

    it("lets a second round confirm from then on", async () => {
      const { ledger, id } = await at().deployed();
      await at().run("program configure", { name: "sp500", confirm: "on" });
      await at().settle();
      expect((await ledger.statusOf(id)).evolutions).to.equal(0n);
      await at().look();
      expect((await ledger.statusOf(id)).evolutions).to.equal(1n);
    });

    for (const [args, message] of [
      [{}, /^error: What is to change\? Say it with an option\.$/m],
      [{ confirm: "yes" }, /^error: --confirm yes is neither on nor off\.$/m],
      [{ attempts: "9" }, /^error: --attempts 9 is not from 1 to 8 attempts a period\.$/m],
      [{ backoff: "0" }, /^error: --backoff 0 is not from 1 to 16777215 seconds\.$/m],
      [{ grace: "-1" }, /^error: --grace -1 is not from 0/m],
      [{ timeout: "299" }, /^error: --timeout 299 is not from 300 to 86400 seconds\.$/m],
      [{ gasPrice: "0" }, /^error: --gas-price 0 is no price in gwei/m],
      [{ gasPrice: "much" }, /^error: --gas-price much is no price in gwei/m],
      [{ subscription: "x" }, /^error: --subscription x is not from 1/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        const ended = await at().refused("program configure", { name: "sp500", ...args });
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
      });

    it("refuses what is so already", async () => {
      const ended = await at().refused("program configure", { name: "sp500", confirm: "off", attempts: "3" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: Nothing to change: the requests of sp500 are configured so\.$/m);
      expect(remedyOf(ended)).to.match(/program show sp500/);
    });

    it("refuses a subscription that does not exist", async () => {
      const ended = await at().refused("program configure", { name: "sp500", subscription: "7" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: There is no subscription 7\.$/m);
    });

    it("refuses a subscription that does not have the consumer", async () => {
      const { network } = at();
      await network.createSubscription({ owner: network.accounts.deployer, consumers: [], juels: 1n });
      const ended = await at().refused("program configure", { name: "sp500", subscription: "2" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: The consumer 0x\w+ is not on subscription 2\.$/m);
    });

    it("refuses an account without the role", async () => {
      const ended = await at().refused("program configure", { name: "sp500", confirm: "on", from: "2" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/is no curator, which configure needs; curator: 0x/);
    });
  });
}
