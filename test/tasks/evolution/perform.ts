import { setImmediate as turn } from "node:timers/promises";

import { expect } from "chai";

import type { Ground } from "../program/ground.ts";
import type { Ended } from "../studio.ts";
import { KEEPER, NAME, STRANGER, addKeeper } from "./keeper.ts";

export function performSuite(at: () => Ground): void {
  describe("perform", () => {
    beforeEach(() => addKeeper(at()));

    it("asks as a performer, waits, and tells what came of it", async () => {
      const { stdout, stderr, exitCode } = await performed(at(), KEEPER);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.match(
        /^performed as performer 0x\w+\n {2}[\d,]+ gas, .*\n.*\nrequest 0x[\da-f]{64}\nevolved to calm at 136,600, by the model\n {2}0x[\da-f]{64}$/,
      );
      const { ledger, id } = await at().deployed();
      expect((await ledger.statusOf(id)).evolutions).to.equal(1n);
    });

    it("asks as a stranger once the grace is over", async () => {
      const { stdout, exitCode } = await performed(at(), STRANGER);
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^performed as stranger 0x/);
      expect(stdout).to.contain("evolved to calm");
    });

    it("prints one JSON document", async () => {
      const { stdout } = await performed(at(), KEEPER, { json: true });
      const data = JSON.parse(stdout) as { request: string; outcomes: unknown[] };
      expect(data.request).to.match(/^0x[\da-f]{64}$/);
      expect(data.outcomes[0]).to.deep.include({ outcome: "evolved", period: "15395" });
    });

    it("does not wait when it is told so", async () => {
      const { stdout, exitCode } = await at().run("evolution perform", { ...NAME, from: KEEPER, wait: "0" });
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(
        /\nthe answer comes within minutes; look: .* evolution status sp500 --network localhost$/,
      );
    });

    it("announces a change of rung when there is nothing to ask for", async () => {
      await at().look();
      await at().run("program pause", NAME);
      const { ledger, id } = await at().deployed();
      const { stdout, exitCode } = await at().run("evolution perform", { ...NAME, from: STRANGER });
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/\nannounced the change of rung to the listeners\nno request: sp500 is paused$/);
      expect(await ledger.announcementDue(id)).to.equal(false);
    });
  });
}

/** Performs while the DON answers whatever waits. */
async function performed(ground: Ground, from: string, args: Readonly<Record<string, unknown>> = {}): Promise<Ended> {
  const over = new AbortController();
  const answering = (async () => {
    while (!over.signal.aborted) {
      await ground.network.don.answerPending();
      await turn();
    }
  })();
  try {
    return await ground.run("evolution perform", { ...NAME, from, ...args });
  } finally {
    over.abort();
    await answering;
  }
}
