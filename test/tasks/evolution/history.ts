import { expect } from "chai";

import { type Ground, expectNarrow, remedyOf } from "../program/ground.ts";

export function historySuite(at: () => Ground): void {
  describe("history", () => {
    it("lists entries with reading, traits and content id in 80 columns", async () => {
      await liveTwice(at());
      const { stdout, stderr, exitCode } = await at().run("evolution history", { name: "sp500" });
      expect(exitCode, stderr).to.equal(0);
      expectNarrow(stdout);
      const { ledger, id } = await at().deployed();
      const [title, header, first, second, ...rest] = stdout.split("\n");
      expect(title).to.equal("sp500: 2 evolutions; readings in cents of an index point");
      expect(header).to.match(/^# {2}period of {3}state +reading {2}by +factor {2}energy mood palette {2}content id$/);
      expect(first).to.match(/^0 {2}2012-02-25 {2}calm +136,600 {2}model {2}x1\.00 {3}low calm ice/);
      expect(second).to.match(/^1 {2}2012-03-0\d {2}\w+ +[\d,]+ {2}(model|rules)/);
      expect(second!.endsWith((await ledger.contentIdAt(id, 1)).slice(-8))).to.equal(true);
      expect(rest).to.deep.equal([]);
    });

    it("begins and ends where it is told", async () => {
      await liveTwice(at());
      const { stdout } = await at().run("evolution history", { name: "sp500", from: "0", limit: "1" });
      expect(stdout.split("\n")).to.have.length(3);
      const last = await at().run("evolution history", { name: "sp500", limit: "1" });
      expect(last.stdout).to.match(/\n1 {2}/);
    });

    it("prints one JSON document", async () => {
      await at().look();
      const { stdout } = await at().run("evolution history", { name: "sp500", json: true });
      const { length, entries } = JSON.parse(stdout) as { length: number; entries: Record<string, unknown>[] };
      expect(length).to.equal(1);
      const { ledger, id } = await at().deployed();
      expect(entries[0]).to.deep.include({
        ...{ index: 0, period: "15395", state: "calm", reading: "136600", multiplier: "10000", decider: "model" },
        digest: await ledger.contentDigestAt(id, 0),
        contentId: await ledger.contentIdAt(id, 0),
      });
    });

    it("refuses before the first evolution; JSON says an empty list", async () => {
      const ended = await at().refused("evolution history", { name: "sp500" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: sp500 has not evolved yet\.$/m);
      expect(remedyOf(ended)).to.match(/evolution status sp500/);
      const { stdout, exitCode } = await at().run("evolution history", { name: "sp500", json: true });
      expect(exitCode).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.equal({ name: "sp500", length: 0, entries: [] });
    });

    for (const [args, message] of [
      [{ name: "gold" }, /No program "gold" is deployed/],
      [{ name: "sp500", limit: "0" }, /^error: --limit 0 is not from 1 to 1000\.$/m],
      [{ name: "sp500", from: "1" }, /^error: --from 1 is not from 0 to 0\.$/m],
      [{ name: "sp500", from: "first" }, /^error: --from first is not from 0/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        await at().look();
        const ended = await at().refused("evolution history", args);
        expect(ended.exitCode, ended.stderr).to.equal(2);
        expect(ended.stderr).to.match(message);
      });
  });
}

/** Until there are two evolutions. */
async function liveTwice(ground: Ground): Promise<void> {
  const { ledger, id } = await ground.deployed();
  await ground.look();
  for (let day = 0; (await ledger.statusOf(id)).evolutions < 2n; day++) {
    expect(day, "days without an evolution").to.be.below(15);
    await ground.settle();
  }
}
