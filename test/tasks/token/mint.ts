import { expect } from "chai";
import { parseEther } from "ethers";

import { type Ground, remedyOf } from "../program/ground.ts";

export function mintSuite(at: () => Ground): void {
  describe("mint", () => {
    it("mints, and tells tokens, seeds, price and cost", async () => {
      const { stdout, stderr, exitCode } = await at().run("token mint", { name: "sp500", quantity: "2", from: "3" });
      expect(exitCode, stderr).to.equal(0);
      const { collection } = await at().deployed();
      const holder = (await at().network.ethers.getSigners())[3]!;
      const lines = stdout.split("\n");
      expect(lines.slice(0, 2)).to.deep.equal(["minted 2 tokens of sp500 for 0.02 ETH to", `  ${holder.address}`]);
      expect(lines[2]).to.match(/^ {2}[\d,]+ gas, 0\.\d+ ETH \(\$0\.\d\d\)$/);
      expect(lines[3]).to.match(/^ {2}0x\w{64}$/);
      expect(lines.slice(4)).to.deep.equal([
        `token 1, seed ${await collection.seedOf(1)}`,
        `token 2, seed ${await collection.seedOf(2)}`,
      ]);
      expect(await collection.ownerOf(2)).to.equal(holder.address);
    });

    it("refuses more than the account may mint, and says how many are left", async () => {
      await at().run("token mint", { name: "sp500", quantity: "4" });
      const ended = await at().refused("token mint", { name: "sp500", quantity: "2" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: An account may mint 5 of sp500; this one has 1 left, not 2\.$/m);
      expect(remedyOf(ended)).to.match(/token mint sp500 --quantity 1 --network localhost$/);
      await at().run("token mint", { name: "sp500" });
      expect(remedyOf(await at().refused("token mint", { name: "sp500" }))).to.match(/token mint sp500 --from 1/);
    });

    it("refuses more than there are", async () => {
      await at().run("program register", { name: "seattle-weather", supply: "3", perWallet: "0" });
      await at().run("token mint", { name: "seattle-weather", quantity: "2" });
      const ended = await at().refused("token mint", { name: "seattle-weather", quantity: "2" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: seattle-weather has only 1 token left of 3\.$/m);
      await at().run("token mint", { name: "seattle-weather" });
      const gone = await at().refused("token mint", { name: "seattle-weather" });
      expect(gone.stderr).to.match(/^error: seattle-weather has no token left of 3\.$/m);
      expect(remedyOf(gone)).to.equal("buy one from a holder");
    });

    for (const [balance, needed] of [
      [parseEther("0.0099"), "0.010000"],
      [parseEther("0.01") + 1n, "0.010"],
    ] as const)
      it(`refuses an account that has ${balance} wei`, async () => {
        const poor = (await at().network.ethers.getSigners())[7]!;
        await at().network.provider.request({
          method: "hardhat_setBalance",
          params: [poor.address, `0x${balance.toString(16)}`],
        });
        const ended = await at().refused("token mint", { name: "sp500", from: "7" });
        expect(ended.exitCode).to.equal(1);
        expect(ended.stderr).to.match(
          /^error: 0x\w+ has 0\.0\d+ ETH; 0\.01\d* ETH are needed for 1 token of sp500\.$/m,
        );
        expect(ended.stderr).to.contain(`; ${needed}`);
      });

    for (const [args, message] of [
      [{ name: "" }, /^error: Which program\?/m],
      [{ name: "gold" }, /No program "gold" is deployed/],
      [{ name: "sp500", quantity: "0" }, /^error: --quantity 0 is not from 1 to 500 tokens\.$/m],
      [{ name: "sp500", quantity: "1.5" }, /^error: --quantity 1\.5 is not/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        const ended = await at().refused("token mint", args);
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
      });
  });
}
