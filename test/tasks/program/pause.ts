import { expect } from "chai";

import { type Ground, remedyOf } from "./ground.ts";

export function pauseSuite(at: () => Ground): void {
  describe("pause and unpause", () => {
    it("stops a program and lets it go on", async () => {
      const { ledger, id } = await at().deployed();
      await at().settle();
      const paused = await at().run("program pause", { name: "sp500" });
      expect(paused.exitCode, paused.stderr).to.equal(0);
      expect(paused.stdout).to.match(/^paused sp500\n {2}[\d,]+ gas, .*\n.*\nit shows its preset; nothing is asked/);
      expect((await ledger.statusOf(id)).paused).to.equal(true);
      const ended = await at().run("program unpause", { name: "sp500" });
      expect(ended.exitCode, ended.stderr).to.equal(0);
      expect(ended.stdout).to.match(/^ended the pause of sp500\n {2}[\d,]+ gas, .*\n.*\nit is active, its rung fresh$/);
      expect((await ledger.statusOf(id)).paused).to.equal(false);
    });

    it("refuses what is so already", async () => {
      const running = await at().refused("program unpause", { name: "sp500" });
      expect(running.exitCode).to.equal(1);
      expect(running.stderr).to.match(/^error: sp500 is not paused\.$/m);
      expect(remedyOf(running)).to.match(/program pause sp500/);
      await at().run("program pause", { name: "sp500" });
      const paused = await at().refused("program pause", { name: "sp500" });
      expect(paused.exitCode).to.equal(1);
      expect(paused.stderr).to.match(/^error: sp500 is paused already\.$/m);
      expect(remedyOf(paused)).to.match(/program unpause sp500/);
    });

    for (const verb of ["pause", "unpause"])
      it(`says which role ${verb} needs and who has it`, async () => {
        if (verb === "unpause") await at().run("program pause", { name: "sp500" });
        const [owner] = await at().network.ethers.getSigners();
        const ended = await at().refused(`program ${verb}`, { name: "sp500", from: "5" });
        const role = verb === "pause" ? "guardian" : "curator";
        expect(ended.exitCode).to.equal(1);
        expect(ended.stderr).to.contain(`is no ${role}, which ${verb} needs; ${role}: ${owner!.address}.`);
        expect(remedyOf(ended)).to.match(new RegExp(`program ${verb} sp500 --from 0`));
      });

    it("says that a delayed role must schedule", async () => {
      const { contracts } = await at().record();
      const manager = await at().network.ethers.getContractAt("AccessManager", contracts!.manager);
      const signer = (await at().network.ethers.getSigners())[5]!;
      await manager.grantRole(2, signer.address, 3_600);
      const ended = await at().refused("program pause", { name: "sp500", from: "5" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.contain(
        `${signer.address} is a guardian with a delay of 1 hour; this call must be scheduled.`,
      );
    });

    for (const verb of ["pause", "unpause"])
      it(`${verb} refuses unknown names`, async () => {
        const ended = await at().refused(`program ${verb}`, { name: "gold" });
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(/No program "gold" is deployed/);
      });
  });
}
