import { rm } from "node:fs/promises";

import { expect } from "chai";

import { deploymentFolder } from "../../../tasks/common/record.ts";
import { type Ground, expectNarrow, remedyOf } from "./ground.ts";
import { termsInForce, updateOnChain } from "./terms.ts";

export function showSuite(at: () => Ground): void {
  describe("show", () => {
    it("tells terms, moves and requests in 80 columns", async () => {
      const { stdout, stderr, exitCode } = await at().run("program show", { name: "sp500" });
      expect(exitCode, stderr).to.equal(0);
      expectNarrow(stdout);
      expect(stdout).to.match(
        /^sp500: The S&P 500's weather: the official close\n {2}program {4}1, version 1, active, fallback, 0/,
      );
      expect(stdout).to.contain("a fresh bundle of the file here is the same");
      expect(stdout).to.contain("data final 3 days 14 hours after a period's end");
      expect(stdout).to.match(/^ {2}3 climb +\. +yes +yes +yes +yes$/m);
      expect(stdout).to.contain("3 a period, 10 minutes before the second, then twice as long");
    });

    it("says that the file makes another source than the chain has", async () => {
      await updateOnChain(at());
      const { stdout } = await at().run("program show", { name: "sp500" });
      expect(stdout).to.contain("8 bytes; the file here makes another, of");
      expect(stdout).to.contain("version 2, active");
    });

    it("says that requests are not configured for the version in force", async () => {
      const { ledger, id } = await at().deployed();
      await ledger.updateProgram(id, await termsInForce(at()));
      const { stdout } = await at().run("program show", { name: "sp500" });
      expect(stdout).to.contain("attention  configured for version 1: nothing is asked");
    });

    it("prints one JSON document", async () => {
      const { stdout } = await at().run("program show", { name: "sp500", json: true });
      const data = JSON.parse(stdout) as Record<string, never>;
      expect(data).to.deep.include({
        name: "sp500",
        id: 1,
        version: 1,
        paused: false,
        rung: "fallback",
        evolutions: "0",
      });
      expect(data.file).to.deep.include({ found: "whole", equalsSource: true });
      expect(data.terms).to.deep.include({ periodLength: "86400", staleAfter: "2" });
    });

    for (const [name, message] of [
      ["", /^error: Which program\? Say its name; deployed: sp500\.$/m],
      ["gold", /^error: No program "gold" is deployed on chain 31337; deployed: sp500\.$/m],
    ] as const)
      it(`refuses the name "${name}"`, async () => {
        const ended = await at().refused("program show", { name });
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
        expect(ended.stdout).to.equal("");
      });

    it("refuses where nothing is deployed", async () => {
      await rm(deploymentFolder(at().hre, 31_337), { recursive: true });
      const ended = await at().refused("program show", { name: "sp500" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: Nothing is deployed on chain 31337\.$/m);
      expect(remedyOf(ended)).to.match(/hardhat deploy --network localhost$/);
    });
  });
}
