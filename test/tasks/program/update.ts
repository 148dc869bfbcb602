import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import type { TaskFailure } from "../../../tasks/common/failure.ts";
import { deploymentFolder } from "../../../tasks/common/record.ts";
import { checkTerms } from "../../../tasks/program/check-terms.ts";
import { type Ground, expectNarrow, remedyOf } from "./ground.ts";
import { termsInForce, updateOnChain } from "./terms.ts";

export function updateSuite(at: () => Ground): void {
  describe("update", () => {
    it("shows the changes, registers the version and configures requests for it", async () => {
      const wanted = await termsInForce(at());
      await updateOnChain(at(), { staleAfter: 3n, transitions: wanted.transitions & ~(1n << 2n) });
      const { stdout, stderr, exitCode } = await at().run("program update", { name: "sp500", yes: true });
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.match(
        /^sp500: version 3 changes 4 things\n {2}source\n {4}from 0x\w+\.\.\w+, 8 bytes\n {4}to {3}0x/,
      );
      expect(stdout).to.contain("  move storm -> calm\n    from refused\n    to   allowed\n");
      expect(stdout).to.contain("  stale after\n    from 3 periods\n    to   2 periods\n");
      expect(stdout).to.match(
        /registered version 3 of sp500\n {2}[\d,]+ gas, .*\n.*\nconfigured the requests of sp500\n/,
      );
      expect(stdout).to.match(/\ncost: [\d,]+ gas, 0\.\d+ ETH \(\$\d+\.\d\d\)$/);
      expect(await termsInForce(at())).to.deep.equal(wanted);
      const { consumer, ledger, id } = await at().deployed();
      expect((await consumer.configOf(id)).version).to.equal(3n);
      await at().look();
      expect((await ledger.statusOf(id)).evolutions).to.equal(1n);
    });

    it("asks, and shows what it asks about in 80 columns", async () => {
      await updateOnChain(at());
      const { stdout, stderr, exitCode } = await at().run("program update", { name: "sp500" }, ["y"]);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.contain("Version 3 will be in force at once. Go on? [y/N] ");
      expectNarrow(stdout.slice(0, stdout.indexOf("Version 3 will be")));
    });

    for (const [answers, message] of [
      [["n"], /^error: Not confirmed; nothing was done\.$/m],
      [undefined, /^error: .* Nobody is here to agree, so nothing was done\.$/m],
    ] as const)
      it(`sends nothing when the answer is ${answers?.[0] ?? "missing"}`, async () => {
        await updateOnChain(at());
        const ended = await at().refused("program update", { name: "sp500" }, answers);
        expect(ended.exitCode).to.equal(1);
        expect(remedyOf(ended)).to.match(/program update sp500 --yes --network localhost$/);
        expect(ended.stderr).to.match(message);
      });

    it("goes on where an update stopped before its requests were configured", async () => {
      const { ledger, consumer, id } = await at().deployed();
      await ledger.updateProgram(id, await termsInForce(at()));
      const { stdout, exitCode } = await at().run("program update", { name: "sp500", yes: true });
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^sp500: version 2 stands, but its requests are not configured for it yet\nconfigured/);
      expect((await consumer.configOf(id)).version).to.equal(2n);
      expect(await ledger.versionOf(id)).to.equal(2n);
    });

    it("warns that the answer on its way will not count", async () => {
      await updateOnChain(at());
      await at().network.automation.tick();
      const { stdout } = await at().run("program update", { name: "sp500", yes: true });
      expect(stdout).to.contain("A request is pending; its answer will no longer count.");
    });

    it("refuses when nothing changed", async () => {
      const ended = await at().refused("program update", { name: "sp500", yes: true });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: Nothing to update: version 1 of sp500 is what its file makes\.$/m);
      expect(remedyOf(ended)).to.match(/program show sp500 --network localhost$/);
    });

    it("refuses to move the periods", async () => {
      const { ledger } = await at().deployed();
      await ledger.registerProgram({ ...(await termsInForce(at())), anchor: 86_400n });
      const record = await at().record();
      const programs = { sp500: { ...record.programs.sp500, id: 2 } };
      const file = path.join(deploymentFolder(at().hre, 31_337), "imago.json");
      await writeFile(file, JSON.stringify({ ...record, programs }));
      const ended = await at().refused("program update", { name: "sp500", yes: true });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(
        /^error: No version may change anchor from 86,400 to 0: history is counted by it\.$/m,
      );
    });

    it("names the term that the ledger refuses", async () => {
      const { ledger } = await at().deployed();
      const terms = { ...(await termsInForce(at())), staleAfter: 9n };
      const failure = await checkTerms(at().hre.artifacts, "sp500", () =>
        ledger.registerProgram.staticCall(terms),
      ).then(
        () => undefined,
        (error: unknown) => error as TaskFailure,
      );
      expect(failure?.message).to.equal("The ledger refuses the terms of sp500 for their fallbackAfter.");
      expect(failure?.remedy).to.match(/^correct functions-source\/programs\/sp500\.ts/);
    });

    it("refuses an account without the role", async () => {
      await updateOnChain(at());
      const ended = await at().refused("program update", { name: "sp500", yes: true, from: "3" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/is no curator, which configure needs; curator: 0x/);
    });

    it("refuses a program that is not deployed", async () => {
      const ended = await at().refused("program update", { name: "bitcoin", yes: true });
      expect(ended.exitCode).to.equal(2);
      expect(remedyOf(ended)).to.match(/program register bitcoin --network localhost$/);
    });
  });
}
