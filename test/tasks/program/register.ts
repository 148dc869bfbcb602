import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";
import { type Result, parseEther } from "ethers";

import { deploymentFolder } from "../../../tasks/common/record.ts";
import { type Ground, remedyOf } from "./ground.ts";
import { termsInForce } from "./terms.ts";

const NAME = "seattle-weather";

export function registerSuite(at: () => Ground): void {
  describe("register", () => {
    it("registers a further program with its collection and lets it live", async () => {
      const { stdout, stderr, exitCode } = await at().run("program register", {
        ...{ name: NAME, supply: "20", perWallet: "3", price: "0.5", collectionName: "Skies", symbol: "SKY" },
      });
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.match(
        /^registered seattle-weather as program 2, collection 0x[\da-fA-F]{40}\n {2}0\.\d+ ETH \(\$/,
      );
      expect(stdout).to.match(/\nnext: .* token mint seattle-weather --network localhost$/);
      const { collection, ledger, consumer, id } = await at().deployed(NAME);
      expect(id).to.equal(2);
      expect(await collection.name()).to.equal("Skies");
      expect(await collection.symbol()).to.equal("SKY");
      expect(await collection.MAX_SUPPLY()).to.equal(20n);
      expect(await collection.PER_WALLET()).to.equal(3n);
      expect(await collection.PRICE()).to.equal(parseEther("0.5"));
      expect(await ledger.listenersOf(id)).to.deep.equal([collection.target]);
      expect((await consumer.configOf(id)).version).to.equal(1n);
      await at().look();
      expect((await ledger.statusOf(id)).evolutions).to.equal(1n);
    });

    it("takes the usual edition without options, and keeps what is on record", async () => {
      const { sp500 } = (await at().record()).programs;
      await at().run("program register", { name: NAME });
      const { collection } = await at().deployed(NAME);
      expect(await collection.name()).to.equal("Imago seattle-weather");
      expect(await collection.MAX_SUPPLY()).to.equal(1_000n);
      expect((await at().record()).programs.sp500).to.deep.equal(sp500);
    });

    it("writes down what a try that was broken off had registered already", async () => {
      const before = await at().record();
      await at().run("program register", { name: NAME });
      const registered = (await at().record()).programs[NAME];
      await writeFile(path.join(deploymentFolder(at().hre, 31_337), "imago.json"), JSON.stringify(before));
      const block = await at().network.ethers.provider.getBlockNumber();
      const { exitCode, stderr } = await at().run("program register", { name: NAME });
      expect(exitCode, stderr).to.equal(0);
      expect((await at().record()).programs[NAME]).to.deep.equal(registered);
      expect(await at().network.ethers.provider.getBlockNumber()).to.equal(block);
    });

    it("refuses a program that is registered", async () => {
      const ended = await at().refused("program register", { name: "sp500" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: sp500 is registered already, as program 1\.$/m);
      expect(remedyOf(ended)).to.match(/program update sp500 --network localhost$/);
    });

    for (const [args, message] of [
      [{ name: "" }, /^error: Which program\? Say its name\.$/m],
      [{ name: "gold" }, /^error: There is no file functions-source\/programs\/gold\.ts; there are: bitcoin, /m],
      [{ name: NAME, supply: "0" }, /^error: --supply 0 is not from 1 to 4294967295 tokens\.$/m],
      [{ name: NAME, supply: "ten" }, /^error: --supply ten is not from 1/m],
      [{ name: NAME, perWallet: "-1" }, /^error: --per-wallet -1 is not from 0/m],
      [{ name: NAME, price: "cheap" }, /^error: --price cheap is not an amount of the native coin/m],
      [{ name: NAME, symbol: "☃" }, /^error: --symbol must be 1 to 64 printable ASCII characters\.$/m],
      [{ name: NAME, collectionName: "a".repeat(65) }, /^error: --collection-name must be 1 to 64/m],
      [{ name: NAME, from: "99" }, /^error: --from 99 is none of this network's/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        const ended = await at().refused("program register", args);
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
      });

    it("says which role is missing and who has it", async () => {
      const [owner, , , other] = await at().network.ethers.getSigners();
      const ended = await at().refused("program register", { name: NAME, from: "3" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.contain(
        `error: ${other!.address} is no curator, which registerProgram needs; curator: ${owner!.address}.`,
      );
      expect(remedyOf(ended)).to.match(/program register seattle-weather --from 0 --network localhost$/);
    });

    it("refuses an account that cannot pay for it", async () => {
      const { ethers, provider } = at().network;
      const [owner] = await ethers.getSigners();
      await provider.request({ method: "hardhat_setBalance", params: [owner!.address, "0x38d7ea4c68000"] });
      const ended = await at().refused("program register", { name: NAME });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/has 0\.001000 ETH; about 0\.0\d+ ETH are needed\.$/m);
    });

    it("refuses a seventeenth program", async () => {
      const { ledger, consumer, id } = await at().deployed();
      const terms = await termsInForce(at());
      const { config } = await consumer.configOf(id);
      for (let program = 2; program <= 16; program++) {
        await ledger.registerProgram(terms);
        await consumer.configure(program, (config as unknown as Result).toObject() as typeof config);
      }
      const ended = await at().refused("program register", { name: NAME });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: The consumer 0x\w+ serves 16 programs already, its most\.$/m);
    });
  });
}
