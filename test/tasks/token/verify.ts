import { expect } from "chai";

import { type Ground, expectNarrow } from "../program/ground.ts";
import { updateOnChain } from "../program/terms.ts";

interface Data {
  readonly holds: boolean;
  readonly shown: number | "preset";
  readonly findings: readonly { readonly subject: string; readonly holds: boolean; readonly words: string }[];
  readonly evolutions: readonly Readonly<Record<string, unknown>>[];
}

export function verifySuite(at: () => Ground): void {
  const verify = async (args: Readonly<Record<string, unknown>> = {}): Promise<Data> => {
    const { stdout, stderr, exitCode } = await at().run("token verify", {
      name: "sp500",
      id: "1",
      json: true,
      ...args,
    });
    expect(exitCode, stderr).to.equal(0);
    return JSON.parse(stdout) as Data;
  };

  describe("verify", () => {
    beforeEach(() => at().run("token mint", { name: "sp500", from: "3" }));

    it("rebuilds what is shown, and says what that proves and what not", async () => {
      await at().look();
      const { stdout, stderr, exitCode } = await at().run("token verify", { name: "sp500", id: "1" });
      expect(exitCode, stderr).to.equal(0);
      expectNarrow(stdout);
      const { ledger, id } = await at().deployed();
      expect(stdout).to.contain("\nevolution 0: calm, by the model, for 2012-02-25\n");
      expect(stdout).to.contain(`\n  sha-256 ${await ledger.contentDigestAt(id, 0)}\n`);
      expect(stdout).to.contain(`  ok   content id  ${await ledger.contentIdAt(id, 0)}\n`);
      expect(stdout).not.to.contain("NOT");
      expect(stdout).to.match(/\nThis proves:\n {2}- What the token shows is evolution 0 of the ledger's history/);
      for (const limit of [
        "that a reading is true",
        "that a model was asked",
        "that nodes agreed",
        "that a DON was asked at all",
        "how it will be drawn",
        "one node was asked",
      ])
        expect(stdout.slice(stdout.indexOf("It does not prove:"))).to.contain(limit);
    });

    it("verifies the preset before the first evolution", async () => {
      const data = await verify();
      expect(data).to.deep.include({ holds: true, shown: "preset", evolutions: [] });
      const { stdout } = await at().run("token verify", { name: "sp500", id: "1" });
      expect(stdout).to.match(/What the token shows is the preset of the program's terms, which needs\s+nobody\./);
      expect(stdout).not.to.contain("that a reading is true");
    });

    it("verifies the whole history, through HOLDs, a fallback and a new version", async () => {
      await at().look();
      await at().settle();
      await at().network.setTime(at().network.time + 9 * 86_400);
      await at().look();
      await updateOnChain(at());
      await at().run("program update", { name: "sp500", yes: true });
      await at().network.setTime(at().network.time + 86_400);
      await at().look();
      const data = await verify({ all: true });
      expect(data.shown).to.equal(data.evolutions.length - 1);
      expect(data.evolutions.length).to.be.at.least(3);
      const moves = data.findings.filter(({ subject }) => subject.startsWith("move")).map(({ words }) => words);
      expect(moves[0]).to.contain("from the preset's calm");
      expect(moves.at(-1)).to.contain("from the preset's calm");
      expect(data.findings.map(({ subject }) => subject)).to.include.members([
        "source of version 1",
        "source of version 3",
      ]);
    });

    it("verifies one entry of the history", async () => {
      await at().look();
      const { evolutions } = await verify({ index: "0" });
      expect(evolutions.map(({ index }) => index)).to.deep.equal([0]);
      const { ledger, id } = await at().deployed();
      expect(evolutions[0]!.digest).to.equal(await ledger.contentDigestAt(id, 0));
    });

    it("says that a second round confirmed an evolution", async () => {
      await at().run("program configure", { name: "sp500", confirm: "on" });
      await at().look();
      await at().look();
      expect((await verify()).evolutions[0]).to.deep.include({ confirmed: true });
      const { stdout } = await at().run("token verify", { name: "sp500", id: "1" });
      expect(stdout).to.match(/more agreement than a second round shows: at least one honest node/);
    });

    for (const [args, exitCode, message] of [
      [{ id: "" }, 2, /^error: Which token\? Say its number\.$/m],
      [{ id: "7" }, 1, /^error: There is no token 7: sp500 has 1 token\.$/m],
      [{ name: "gold" }, 2, /No program "gold" is deployed/],
      [{ index: "1" }, 2, /^error: --index 1 is not from 0 to 0\.$/m],
      [{ index: "x" }, 2, /^error: --index x is not from 0 to 0\.$/m],
      [{ index: "0", all: true }, 2, /^error: Say --index or --all, not both\.$/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        await at().look();
        const ended = await at().refused("token verify", { name: "sp500", id: "1", ...args });
        expect(ended.exitCode).to.equal(exitCode);
        expect(ended.stderr).to.match(message);
      });

    it("refuses an entry before the first evolution", async () => {
      const ended = await at().refused("token verify", { name: "sp500", id: "1", index: "0" });
      expect(ended.exitCode).to.equal(2);
      expect(ended.stderr).to.match(/^error: --index 0: there is no evolution yet\.$/m);
    });
  });
}
