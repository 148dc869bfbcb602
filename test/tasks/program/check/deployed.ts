import { rm } from "node:fs/promises";

import { expect } from "chai";

import { deploymentFolder } from "../../../../tasks/common/record.ts";
import { type Ground, expectNarrow } from "../ground.ts";

export function checkSuite(at: () => Ground): void {
  describe("check", () => {
    const skipped = async (name: string): Promise<string[]> => {
      const { stdout, exitCode, stderr } = await at().run("program check", { name, json: true });
      expect(exitCode, stderr).to.equal(0);
      return (JSON.parse(stdout) as { skipped: { deployed: string[] } }).skipped.deployed;
    };

    it("finds that a deployment does not confirm, with the command that helps", async () => {
      const { stdout, exitCode } = await at().run("program check", { name: "sp500" });
      expect(exitCode).to.equal(3);
      expect(stdout).to.match(/^WARNING confirmation-off$/m);
      expect(stdout).to.match(/^ {2}try: npx --no hardhat program configure sp500 --confirm on --network localhost$/m);
      expect(stdout).to.match(/^sp500: 1 warning; \d+ rules, 240 recorded days$/m);
      expectNarrow(stdout);
    });

    it("finds too few attempts, and nothing once both are put right", async () => {
      await at().run("program configure", { name: "sp500", confirm: "on", attempts: "2" });
      const few = await at().run("program check", { name: "sp500" });
      expect(few.exitCode).to.equal(3);
      expect(few.stdout).to.match(/^WARNING few-attempts$/m);
      await at().run("program configure", { name: "sp500", attempts: "3" });
      expect(await skipped("sp500")).to.deep.equal([]);
    });

    it("looks at the file alone where the program is not deployed, or nothing is", async () => {
      expect(await skipped("bitcoin")).to.have.length(2);
      await rm(deploymentFolder(at().hre, 31_337), { recursive: true });
      expect(await skipped("sp500")).to.have.length(2);
    });
  });
}
