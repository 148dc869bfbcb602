import { expect } from "chai";

import { type Ground, remedyOf } from "../program/ground.ts";
import { termsInForce } from "../program/terms.ts";
import { KEEPER, NAME, STRANGER, addKeeper } from "./keeper.ts";

export function performRefusalsSuite(at: () => Ground): void {
  describe("perform, when it cannot", () => {
    beforeEach(() => addKeeper(at()));

    it("says until when nothing is due", async () => {
      await at().look();
      const ended = await at().refused("evolution perform", { ...NAME, from: STRANGER });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(
        /^error: 0x\w+, a stranger, cannot ask for sp500: period 15395 is settled, and the next falls due 2012-03-01 14:00 UTC \(in 1[34] hours.*\)\.$/m,
      );
      expect(remedyOf(ended)).to.match(/network advance --network localhost$/);
    });

    it("says from when strangers may, and that a performer may now", async () => {
      await at().look();
      await at().network.setTime(Date.UTC(2012, 2, 1, 14) / 1_000);
      const ended = await at().refused("evolution perform", { ...NAME, from: STRANGER });
      expect(ended.stderr).to.match(/strangers may ask 2012-03-01 15:00 UTC \(in .*\)\. A performer may ask now\.$/m);
    });

    it("says that a request is pending, and when it may be replaced", async () => {
      await at().network.automation.tick();
      const ended = await at().refused("evolution perform", { ...NAME, from: KEEPER });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(
        /a request is pending since 2012-03-01 00:0\d.* UTC \(.*\); it may be replaced .*\(in .*\)\. Strangers may ask 2012-02-29 15:00 UTC/,
      );
    });

    it("says that the program is paused", async () => {
      await at().run("program pause", NAME);
      const ended = await at().refused("evolution perform", { ...NAME, from: KEEPER });
      expect(ended.stderr).to.contain("cannot ask for sp500: sp500 is paused.");
      expect(remedyOf(ended)).to.match(/program unpause sp500/);
    });

    it("says when the next attempt may be made, and when all are used", async () => {
      const { consumer, id } = await at().deployed();
      await at().failFeeds();
      await at().look();
      const ended = await at().refused("evolution perform", { ...NAME, from: KEEPER });
      expect(ended.stderr).to.match(/the next attempt may be made 2012-03-01 01:1\d.* UTC \(in .*\)/);
      for (let attempt = 1; attempt < 3; attempt++) {
        await at().network.setTime(Number((await consumer.lineOf(id)).retryAt));
        await at().look();
      }
      const used = await at().refused("evolution perform", { ...NAME, from: KEEPER });
      expect(used.stderr).to.contain(
        "all 3 attempts of performers at period 15395 are used; the next falls due 2012-03-01 14:00",
      );
    });

    it("says that requests are configured for an older version", async () => {
      const { ledger, id } = await at().deployed();
      await at().look();
      await ledger.updateProgram(id, await termsInForce(at()));
      await at().network.setTime(at().network.time + 86_400);
      const ended = await at().refused("evolution perform", { ...NAME, from: KEEPER });
      expect(ended.stderr).to.contain("requests are configured for version 1, and version 2 is in force");
      expect(remedyOf(ended)).to.match(/program update sp500/);
    });

    it("lets the router judge before an attempt is spent", async () => {
      const { consumer } = await at().deployed();
      await at().network.chainlink.router.getFunction("removeConsumer").send(1, consumer.target);
      const ended = await at().refused("evolution perform", { ...NAME, from: KEEPER });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(
        /^error: The router would refuse a request of sp500, paid by subscription 1: .*InvalidConsumer/m,
      );
      expect(remedyOf(ended)).to.match(/subscription show/);
    });

    it("tells a stranger the largest gas price", async () => {
      await at().run("program configure", { ...NAME, gasPrice: "0.5" });
      const ended = await at().refused("evolution perform", { ...NAME, from: STRANGER });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(
        /^error: A stranger may pay at most 0\.5 gwei a unit of gas for sp500; the price is [\d.]+\.$/m,
      );
    });

    for (const [args, message] of [
      [{ name: "gold" }, /No program "gold" is deployed/],
      [{ ...NAME, wait: "long" }, /^error: --wait long is not from 0 to 3600 seconds\.$/m],
      [{ ...NAME, from: "0x12" }, /^error: --from 0x12 is none of this network's/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        const ended = await at().refused("evolution perform", args);
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
      });
  });
}
