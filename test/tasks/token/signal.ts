import { expect } from "chai";
import { ZeroAddress } from "ethers";

import { openStudio } from "../../../tasks/common/studio.ts";
import { gasOfProgram } from "../../../tasks/deploy/gas.ts";
import { withTerminal } from "../../../tasks/common/terminal.ts";
import { setListening } from "../../../tasks/program/holders.ts";

import { type Ground, expectNarrow, remedyOf } from "../program/ground.ts";
import { LISTENING, deployListening, listeningDraft } from "./listening.ts";

const DAY = 86_400;
/** 2012-03-01, the day on which the ground begins: the period that runs. */
const RUNNING = 15_400;

interface Verified {
  readonly holds: boolean;
  readonly findings: readonly { readonly subject: string; readonly holds: boolean; readonly words: string }[];
  readonly evolutions: readonly { readonly state: string }[];
}

/** What something prints. */
async function captured(run: () => Promise<void>): Promise<{ readonly stdout: string }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  await withTerminal({ print, note: print, ask: undefined, exitCode: () => {} }, run);
  return { stdout: lines.join("\n") };
}

export function signalSuite(at: () => Ground): void {
  const signal = (id: string, choice: string, from = "3") =>
    at().run("token signal", { name: LISTENING, id, choice, from });
  const done = async (running: Promise<{ stdout: string; stderr: string; exitCode: number }>): Promise<string> => {
    const { stdout, stderr, exitCode } = await running;
    expect(exitCode, stderr).to.equal(0);
    return stdout;
  };
  const mint = (quantity: string, from: string) => done(at().run("token mint", { name: LISTENING, quantity, from }));
  const verify = async (): Promise<Verified> =>
    JSON.parse((await at().run("token verify", { name: LISTENING, id: "1", json: true })).stdout) as Verified;
  /** Lives until the period that ran at the beginning is settled. */
  async function settleRunning(rounds: number): Promise<void> {
    const { ledger, id } = await at().deployed(LISTENING);
    await at().network.setTime((RUNNING + 1) * DAY + 309_600);
    for (let round = 0; round < rounds; round++) await at().look();
    expect((await ledger.statusOf(id)).settledPeriod).to.equal(BigInt(RUNNING));
  }

  describe("signal", () => {
    it("gives a token's signal, and tells cost, tally and what comes next", async () => {
      await deployListening(at());
      await mint("2", "3");
      const text = await done(signal("2", "brighten"));
      expectNarrow(text);
      expect(text).to.match(
        /^token 2 of swayed-index signalled brighten\n {2}[\d,]+ gas, 0\.\d+ ETH \(\$0\.\d\d\)\n {2}0x\w{64}\n/,
      );
      expect(text).to.contain("period 15400 so far: 1 brighten\nit is closed 2012-03-02 00:00 UTC");
      expect(text).to.match(/\nnext: npx --no hardhat evolution status swayed-index --network localhost$/);
      const status = await done(at().run("evolution status", { name: LISTENING }));
      expectNarrow(status);
      expect(status).to.match(
        /\n {2}holders {5}none in period 15395\n {14}1 brighten so far in period 15400, which runs\n/,
      );
      const show = await done(at().run("program show", { name: LISTENING }));
      expectNarrow(show);
      expect(show).to.match(/\n {2}holders {4}heard through 0x\w{40}\n +period 15400, so far: 1 brighten\n/);
      const { holders } = JSON.parse(await done(at().run("evolution status", { name: LISTENING, json: true }))) as {
        holders: unknown;
      };
      expect(holders).to.deep.include({ period: RUNNING, running: { calm: 0, stir: 0, darken: 0, brighten: 1 } });
    });

    it("has its contract from the deployment, once, at about the gas that a dry run tells", async () => {
      const sent = await deployListening(at());
      const own = [...sent].filter(([future]) => /#Signals$|setSignals$/.test(future));
      expect(own).to.have.lengthOf(2);
      const receipts = await Promise.all(
        own.map(([, hash]) => at().network.ethers.provider.getTransactionReceipt(hash)),
      );
      const used = receipts.reduce((sum, receipt) => sum + Number(receipt!.gasUsed), 0);
      const { program, bundle } = await listeningDraft();
      const told = (listens: boolean): bigint => gasOfProgram({ program: { ...program, listens }, bundle }, new Set());
      expect(Number(told(true) - told(false)) / used).to.be.within(1, 1.1);
      expect((await deployListening(at())).size, "nothing is sent again").to.equal(0);
    });

    it("lets holders shift what comes out, and the proof names what they said", async () => {
      await deployListening(at());
      await mint("3", "3");
      const begin = await at().network.checkpoint();
      const states: string[] = [];
      for (const choice of [undefined, "stir", "calm"]) {
        for (const id of choice === undefined ? [] : ["1", "2", "3"]) await done(signal(id, choice!));
        await settleRunning(1);
        const { holds, findings, evolutions } = await verify();
        expect(holds).to.equal(true);
        expect(findings).to.deep.include({
          subject: "holders of evolution 0",
          holds: true,
          words: `the request carried ${choice === undefined ? "none" : `3 ${choice}`}, as their contract counted`,
        });
        states.push(evolutions[0]!.state);
        await begin("goes back");
      }
      expect(states).to.deep.equal(["calm", "climb", "slide"]);
    });

    it("lets them be heard through a confirmation, too", async () => {
      await deployListening(at(), { confirm: true });
      await mint("2", "4");
      for (const id of ["1", "2"]) await done(signal(id, "stir", "4"));
      await settleRunning(2);
      const { holds, evolutions } = await verify();
      expect([holds, evolutions]).to.deep.include(true);
      expect(evolutions[0]).to.deep.include({ state: "climb", confirmed: true });
    });

    it("does not prove what was said where the contract that counted is gone", async () => {
      await deployListening(at());
      await mint("2", "3");
      for (const id of ["1", "2"]) await done(signal(id, "stir"));
      await settleRunning(1);
      const { consumer, id } = await at().deployed(LISTENING);
      await at().network.provider.request({ method: "hardhat_setCode", params: [await consumer.signalsOf(id), "0x"] });
      expect(await done(at().run("evolution status", { name: LISTENING }))).to.contain(
        "no tally (the contract fails) so far",
      );
      const ended = await at().refused("token verify", { name: LISTENING, id: "1" });
      expect(ended.stdout).to.match(/NOT {2}holders +the request carried 2 stir, their contract counted nothing/);
    });

    it("says so where the contract failed when it was asked", async () => {
      await deployListening(at());
      await mint("1", "3");
      const { consumer, id } = await at().deployed(LISTENING);
      const address = await consumer.signalsOf(id);
      const { provider } = at().network;
      const code = (await provider.request({ method: "eth_getCode", params: [address, "latest"] })) as string;
      await provider.request({ method: "hardhat_setCode", params: [address, "0xfe"] });
      await settleRunning(1);
      await provider.request({ method: "hardhat_setCode", params: [address, code] });
      const { findings } = await verify();
      expect(findings.find(({ subject }) => subject.startsWith("holders"))).to.deep.include({
        holds: true,
        words: "their contract failed, so nobody was heard",
      });
    });

    it("is heard again when a program's file begins to listen, or its contract had failed", async () => {
      await deployListening(at());
      await mint("2", "3");
      const { consumer, id, collection, ledger } = await at().deployed(LISTENING);
      const program = { id, name: LISTENING, collection: String(collection.target) };
      const listen = async (): Promise<void> => {
        await using studio = await openStudio(at().hre);
        const { stdout } = await captured(() => setListening(studio, program, true));
        expect(stdout).to.match(
          /^deployed the signals of swayed-index\n[^]*\nbegan to listen to the holders of swayed-index\n/,
        );
      };
      await consumer.setSignals(id, ZeroAddress);
      await listen();
      await done(signal("1", "calm"));
      await consumer.setSignals(id, ledger);
      await listen();
      await done(signal("1", "calm"));
      expect(await done(signal("2", "calm"))).to.contain("so far: 2 calm");
    });

    it("refuses a second signal in a period, and says when the next may come", async () => {
      await deployListening(at());
      await mint("1", "3");
      await done(signal("1", "calm"));
      const args = { name: LISTENING, id: "1", choice: "stir", from: "3" };
      const ended = await at().refused("token signal", args);
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: Token 1 has given its signal for period 15400\.$/m);
      expect(remedyOf(ended)).to.match(
        /^the same again from 2012-03-02 00:00 UTC on; npx --no hardhat evolution status/,
      );
      await at().network.setTime((RUNNING + 1) * DAY);
      expect(await done(signal("1", "stir"))).to.contain("period 15401 so far: 1 stir");
    });

    it("refuses who does not own the token, and names who does", async () => {
      await deployListening(at());
      await mint("1", "3");
      const ended = await at().refused("token signal", { name: LISTENING, id: "1", choice: "calm" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: Token 1 belongs to 0x\w+; 0x\w+ cannot speak for it\.$/m);
      expect(remedyOf(ended)).to.match(/token signal swayed-index 1 calm --from 3 --network localhost$/);
    });

    it("hears tokens while the program is paused, and says what comes of it", async () => {
      await deployListening(at());
      await mint("1", "3");
      await done(at().run("program pause", { name: LISTENING }));
      expect(await done(signal("1", "calm"))).to.contain("swayed-index is paused: the signal is heard only if");
    });

    it("refuses programs that do not listen", async () => {
      await at().run("token mint", { name: "sp500", from: "3" });
      const ended = await at().refused("token signal", { name: "sp500", id: "1", choice: "calm", from: "3" });
      expect(ended.exitCode).to.equal(1);
      expect(ended.stderr).to.match(/^error: sp500 does not listen to its holders\.$/m);
      expect(await done(at().run("program show", { name: "sp500" }))).to.match(/\n {2}holders {4}not heard\n/);
    });

    for (const [args, message] of [
      [{ name: "" }, /^error: Which program\?/m],
      [{ id: "" }, /^error: Which token\?/m],
      [{ id: "9" }, /^error: There is no token 9: sp500 has 1 token\.$/m],
      [{ choice: "" }, /^error: Which signal\? There are calm, stir, darken, brighten\.$/m],
      [{ choice: "brigten" }, /^error: "brigten" is no signal\. There are .* Did you mean "?brighten/m],
    ] as const)
      it(`refuses ${JSON.stringify(args)}`, async () => {
        await at().run("token mint", { name: "sp500", from: "3" });
        const ended = await at().refused("token signal", {
          name: "sp500",
          id: "1",
          choice: "calm",
          from: "3",
          ...args,
        });
        expect(ended.stderr).to.match(message);
      });
  });
}
