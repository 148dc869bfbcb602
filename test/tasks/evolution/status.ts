import { expect } from "chai";

import { type Ground, about, expectNarrow } from "../program/ground.ts";

export function statusSuite(at: () => Ground): void {
  const status = async (): Promise<string> => {
    const { stdout, stderr, exitCode } = await at().run("evolution status", { name: "sp500" });
    expect(exitCode, stderr).to.equal(0);
    expectNarrow(stdout);
    return stdout;
  };

  describe("status", () => {
    it("tells the preset and what is due before the first evolution", async () => {
      const text = await status();
      expect(text).to.match(
        new RegExp(
          `^sp500, program 1, version 1, at ${about("2012-03-01 00:0\\d")}\n {2}shows {7}calm \\(low, calm, moss\\)`,
        ),
      );
      expect(text).to.contain("  rung        fallback: the preset, until the first evolution\n");
      expect(text).to.match(/period 15395, of 2012-02-25\n +since 2012-02-29 14:00 UTC \(10 hours.* ago\)/);
      expect(text).to.contain("  attempts    0 of 3 by performers, 0 by strangers\n  performers  may ask now\n");
      expect(text).to.match(/no answer yet$/);
    });

    it("tells the evolution, the ladder's times and the last answers", async () => {
      await at().look();
      await at().settle();
      const text = await status();
      expect(text).to.contain("  reading     136,600 cents of an index point\n");
      expect(text).to.match(/\n {2}rung {8}fresh; stale 2012-03-03 14:00 UTC \(in [12] days?.*\)\n/);
      expect(text).to.contain("  settled     period 15396, of 2012-02-26\n  history     1 evolution\n");
      expect(text).to.match(/\n {2}due {8}2012-03-02 14:00 UTC \(in .*\)\n {2}request {4}none pending\n/);
      expect(text).to.match(
        /\n {2}2012-03-01 00:0\d(:\d\d)? UTC +2012-02-25 {2}evolved to calm at 136,600, by the model\n/,
      );
      expect(text).to.match(/\n {2}2012-03-01 14:00(:\d\d)? UTC +2012-02-26 {2}held: settled without a change$/);
    });

    it("tells a pending request, and when it may be replaced", async () => {
      await at().network.automation.tick();
      const text = await status();
      expect(text).to.match(/request {5}pending since 2012-03-01 00:0\d(:\d\d)? UTC \(/);
      expect(text).to.match(/performers {2}wait: a request is pending since /);
      expect(text).to.contain("1 of 3 by performers");
    });

    it("tells the DON's errors", async () => {
      await at().failFeeds();
      await at().look();
      expect(await status()).to.match(/the DON's error FEED_QUORUM:/);
    });

    it("tells the ladder's lower rungs", async () => {
      await at().look();
      await at().network.setTime(at().network.time + 3 * 86_400);
      expect(await status()).to.match(
        /rung {8}stale since 2012-03-02 14:00 UTC; the preset 2012-03-07 14:00 UTC\s+\(in/,
      );
      await at().network.setTime(at().network.time + 6 * 86_400);
      expect(await status()).to.match(/rung {8}fallback: the preset since 2012-03-07 14:00 UTC \(/);
    });

    it("tells a pause", async () => {
      await at().run("program pause", { name: "sp500" });
      expect(await status()).to.contain("fallback: paused, so the preset");
    });

    it("prints one JSON document", async () => {
      await at().look();
      const { stdout } = await at().run("evolution status", { name: "sp500", json: true });
      const data = JSON.parse(stdout) as { answers: unknown[] };
      expect(data).to.deep.include({
        state: "calm",
        rung: "fresh",
        reading: "136600",
        decider: "model",
        mayAsk: false,
      });
      expect(data.answers).to.have.length(1);
      expect(data.answers[0]).to.deep.include({ outcome: "evolved", period: "15395" });
    });

    for (const [name, message] of [
      ["", /^error: Which program\? Say its name; deployed: sp500\.$/m],
      ["gold", /^error: No program "gold" is deployed/m],
    ] as const)
      it(`refuses the name "${name}"`, async () => {
        const ended = await at().refused("evolution status", { name });
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
      });
  });
}
