import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { type Ground, expectNarrow, remedyOf } from "../program/ground.ts";

export function showSuite(at: () => Ground): void {
  describe("show", () => {
    beforeEach(() => at().run("token mint", { name: "sp500", from: "3" }));

    it("tells attributes, owner and seed in 80 columns", async () => {
      await at().look();
      const { stdout, stderr, exitCode } = await at().run("token show", { name: "sp500", id: "1" });
      expect(exitCode, stderr).to.equal(0);
      expectNarrow(stdout);
      const { collection, ledger, id } = await at().deployed();
      expect(stdout).to.match(/^Imago sp500 #1\n/);
      expect(stdout).to.contain(
        `  owner       ${await collection.ownerOf(1)}\n  seed        ${await collection.seedOf(1)}\n`,
      );
      expect(stdout).to.contain("  State       calm\n  Rung        fresh\n");
      expect(stdout).to.contain("  Reading     136600\n");
      expect(stdout).to.contain(`  Content id  ${await ledger.contentIdAt(id, 0)}`);
    });

    it("prints the metadata as the chain makes it", async () => {
      const { stdout } = await at().run("token show", { name: "sp500", id: "1", json: true });
      const { collection } = await at().deployed();
      const uri = await collection.tokenURI(1);
      expect(stdout).to.equal(Buffer.from(uri.split(",")[1]!, "base64").toString());
    });

    it("writes the picture", async () => {
      const out = path.join(at().folder, "one.svg");
      const { stderr, exitCode } = await at().run("token show", { name: "sp500", id: "1", out });
      expect(exitCode).to.equal(0);
      expect(stderr).to.match(/^wrote .*one\.svg, [\d,]+ bytes$/);
      const { collection } = await at().deployed();
      expect(await readFile(out, "utf8")).to.equal(await collection.imageOf(1));
    });

    it("says why a picture cannot be written", async () => {
      const out = path.join(at().folder, "nowhere", "one.svg");
      const ended = await at().refused("token show", { name: "sp500", id: "1", out });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: .*one\.svg cannot be written \(ENOENT\)\.$/m);
    });

    it("says how many tokens there are", async () => {
      const ended = await at().refused("token show", { name: "sp500", id: "9" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: There is no token 9: sp500 has 1 token\.$/m);
      expect(remedyOf(ended)).to.match(/token mint sp500 --network localhost$/);
    });

    for (const [args, message] of [
      [{ name: "sp500", id: "" }, /^error: Which token\? Say its number\.$/m],
      [{ name: "sp500", id: "one" }, /^error: "one" is no token's number; tokens count from 1\.$/m],
      [{ name: "gold", id: "1" }, /No program "gold" is deployed/],
      [{ name: "sp500", id: "1", out: "one.png" }, /^error: --out one\.png must end in \.svg/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        const ended = await at().refused("token show", args);
        expect(ended.exitCode).to.equal(2);
        expect(ended.stderr).to.match(message);
      });
  });
}
