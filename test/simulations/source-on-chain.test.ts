/*
 * The source on chain, the programs, the world and the DON together
 * ├── the bytes that the nodes ran are the bytes on chain
 * │   ├── another quantum in the stored source: other readings, by all nodes
 * │   └── another prompt in the stored source: refused, by its digest's name
 * ├── four honest nodes return equal bytes for all programs, under MODE and under MEDIAN
 * ├── three of four nodes sign a digest that is not the document's: refused by name, nothing changes
 * ├── every provider hangs: the right error within 10 s; every AI hangs: the rules decide within 10 s
 * ├── the request on chain is read by the decoder that the toolkit uses, our errors by the toolkit's own
 * └── strangers keep a collection alive
 */
import { createHash } from "node:crypto";

import { decodeResult } from "@chainlink/functions-toolkit/dist/decodeResult.js";
import { ReturnType } from "@chainlink/functions-toolkit/dist/types.js";
import cbor from "cbor";
import { expect } from "chai";
import { concat, getBytes, hexlify, keccak256, toUtf8Bytes } from "ethers";

import { encodeAnswer, tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { decodeTail } from "../../functions-source/content/tail.ts";
import { BY_MODEL, EVOLVE } from "../../functions-source/limits.ts";
import type { RoundReport } from "../../simulations/network/index.ts";
import { LIMITS } from "../../simulations/node/limits.ts";
import { oracleRequests } from "../../simulations/node/request.ts";
import { type RunningStudio, asking, startStudio } from "./story/running-studio.ts";

const ALL = ["bitcoin", "headlines", "seattle-weather", "sp500"];
/** Values of `Reason` in contracts/evolution/ProgramTypes.sol. */
const REASON = { promptDigest: 15n, contentDigest: 16n };
const PERIODS = 3;

const answerIn = (report: RoundReport) => tryDecodeAnswer(getBytes(report.delivered!.result))!;

/** The ledger's refusals, newest last. */
async function refusals({ deployment }: RunningStudio): Promise<bigint[]> {
  const { ledger } = deployment;
  const logs = await ledger.queryFilter(ledger.filters.AnswerRejected());
  return logs.map(({ args }) => args.reason);
}

describe("the source on chain", () => {
  let studio: RunningStudio;
  before(async () => {
    studio = await startStudio(["sp500"], "2008-09-15");
  });
  after(() => studio?.stop());

  /** Overwrites the stored source; `to` is as long as `from`. Returns what puts it back. */
  async function tamper(from: string, to: string): Promise<() => Promise<void>> {
    const { network, deployment, workOf } = studio;
    const [chunk] = await deployment.consumer.chunksOf(workOf("sp500").bundle.hash);
    const code = await network.ethers.provider.getCode(chunk!);
    const [was, is] = [hexlify(toUtf8Bytes(from)).slice(2), hexlify(toUtf8Bytes(to)).slice(2)];
    expect(was).to.have.lengthOf(is.length);
    expect(code).to.include(was);
    await network.ethers.provider.send("hardhat_setCode", [chunk, code.replaceAll(was, is)]);
    return () => network.ethers.provider.send("hardhat_setCode", [chunk, code]) as Promise<void>;
  }

  /** Lives on until the program evolves: on days on which the index moved too little nobody is asked. */
  async function nextEvolution(): Promise<RoundReport> {
    const { deployment, workOf, nextDay } = studio;
    const length = async () => (await deployment.ledger.statusOf(workOf("sp500").id)).evolutions;
    const before = await length();
    let report: RoundReport | undefined;
    while ((await length()) === before) [report] = await nextDay();
    return report!;
  }

  it("is what the nodes run: another quantum there gives other readings, by all nodes", async () => {
    const { deployment, workOf, nextDay } = studio;
    const { id, bundle } = workOf("sp500");
    const restore = await tamper(":100n", ":700n");
    const [report] = await nextDay();
    expect(keccak256(toUtf8Bytes(await deployment.consumer.sourceOf(bundle.hash)))).not.to.equal(bundle.hash);
    await restore();
    expect(report!.agreed).to.have.lengthOf(4);
    const { reading } = answerIn(report!);
    expect(reading % 700n).to.equal(0n);
    expect(reading % 100n, "the committed source gives whole points only, this is one of them").to.equal(0n);
    expect((await deployment.ledger.statusOf(id)).reading).to.equal(reading);
    expect(answerIn(await nextEvolution()).reading % 700n, "the committed source again").not.to.equal(0n);
    expect(keccak256(toUtf8Bytes(await deployment.consumer.sourceOf(bundle.hash)))).to.equal(bundle.hash);
  });

  it("is bound by its prompt: another word there is refused by the prompt digest's name", async () => {
    const { deployment, workOf, nextDay } = studio;
    const before = await deployment.ledger.statusOf(workOf("sp500").id);
    const restore = await tamper(" choose your next", " decide your next");
    const [report] = await nextDay();
    await restore();
    expect(report!.agreed).to.have.lengthOf(4);
    expect((await refusals(studio)).at(-1)).to.equal(REASON.promptDigest);
    const after = await deployment.ledger.statusOf(workOf("sp500").id);
    expect(after.evolutions).to.equal(before.evolutions);
    expect(after.settledPeriod).to.equal(before.settledPeriod);
  });

  it("travels in requests that the toolkit's decoder reads", async () => {
    const { network, deployment, workOf, skipDay } = studio;
    const { bundle, id } = workOf("sp500");
    await skipDay();
    await network.automation.tick();
    const { coordinator } = network.chainlink;
    const logs = await network.ethers.provider.getLogs({ address: String(coordinator.target), fromBlock: "latest" });
    const event = logs.map((log) => oracleRequests.parseLog(log)).find((parsed) => parsed?.name === "OracleRequest");
    const [request] = cbor.decodeAllSync(Buffer.from(getBytes(concat(["0xbf", event!.args.data, "0xff"])))) as [
      Record<string, unknown>,
    ];
    expect(request).to.include({ codeLocation: 0, language: 0, secretsLocation: 2, source: bundle.source });
    const [tail] = request.bytesArgs as [Uint8Array];
    const { period, periodEnd, lastReading } = await deployment.ledger.ask(id);
    const [program, asked, end, version, , last] = decodeTail(hexlify(tail));
    expect([program, asked, end, version, last]).to.deep.equal([id, period, periodEnd, 1n, lastReading]);
    const [report] = await network.don.answerPending();
    expect(report!.fulfillCode).to.equal(0);
    expect(decodeResult(report!.delivered!.result, ReturnType.bytes)).to.equal(report!.delivered!.result);
  });

  it("cannot be lied about: a digest that is not the document's is refused by name, also with three of four signatures", async () => {
    const { network, deployment, workOf, skipDay } = studio;
    const { id, bundle } = workOf("sp500");
    const { ledger, consumer } = deployment;
    const before = await ledger.statusOf(id);
    await skipDay();
    const { period } = await ledger.ask(id);
    const digest = `0x${createHash("sha256").update("a document that nobody can rebuild").digest("hex")}`;
    const { state, traits, multiplier, reading } = before;
    const lie = `0x${encodeAnswer([EVOLVE, BY_MODEL, state, traits, multiplier, period, id, 1, 0, reading, digest, bundle.promptDigest])}`;
    const liars = network.nodes.slice(0, 3);
    await Promise.all(liars.map((node) => node.misbehave({ kind: "lie", result: lie })));
    await network.automation.tick();
    const [report] = await network.don.answerPending();
    await Promise.all(liars.map((node) => node.misbehave(null)));
    expect(report!.delivered!.result).to.equal(lie);
    expect(report!.agreed).to.have.members([0, 1, 2]);
    expect((await refusals(studio)).at(-1)).to.equal(REASON.contentDigest);
    const after = await ledger.statusOf(id);
    expect([after.evolutions, after.settledPeriod]).to.deep.equal([before.evolutions, before.settledPeriod]);
    await network.setTime(Number((await consumer.lineOf(id)).retryAt));
    await network.automation.tick();
    await network.don.answerPending();
    expect((await ledger.statusOf(id)).settledPeriod, "honest again, the retry settles").to.equal(period);
  });

  it("keeps its time when every AI hangs: the rules decide", async () => {
    const { world } = studio;
    const forget = [
      world.faults.add({ service: "openai", kind: "hang" }),
      world.faults.add({ service: "mistral", kind: "hang" }),
    ];
    const report = await nextEvolution();
    forget.forEach((remove) => remove());
    expect(report.agreed).to.have.lengthOf(4);
    expect(answerIn(report).decider).to.equal(2);
    expect(Math.max(...report.observations.map(({ ms }) => ms))).to.be.below(LIMITS.runMs);
  });

  it("keeps its time when everything hangs, and says why in words that the toolkit reads", async () => {
    const { world, nextDay } = studio;
    const forget = world.faults.add({ service: "*", kind: "hang" });
    const [report] = await nextDay();
    forget();
    expect(decodeResult(report!.delivered!.error, ReturnType.string)).to.equal("FEED_QUORUM:none,none,none");
    expect(report!.agreed).to.have.lengthOf(4);
    expect(Math.max(...report!.observations.map(({ ms }) => ms))).to.be.below(LIMITS.runMs);
  });

  it("needs no keeper: a stranger asks once the grace time is over, and the collection lives on", async () => {
    const { network, deployment, workOf, skipDay } = studio;
    const { ledger, consumer } = deployment;
    const { id, collection } = workOf("sp500");
    const stranger = network.accounts.users[7]!;
    await skipDay();
    const { period, dueAt } = await ledger.ask(id);
    const { grace } = (await consumer.configOf(id)).config;
    await network.setTime(Math.max(network.time, Number(dueAt + grace)));
    await consumer.connect(stranger).performUpkeep(asking(id));
    const [report] = await network.don.answerPending();
    expect(report!.fulfillCode).to.equal(0);
    const status = await ledger.statusOf(id);
    expect(status.settledPeriod).to.equal(period);
    expect(await collection.PROGRAM()).to.equal(id);
  });
});

for (const aggregation of ["mode", "median"] as const) {
  describe(`four honest nodes under ${aggregation.toUpperCase()}`, () => {
    it("return equal bytes for all programs, and the ledger takes them", async () => {
      await using studio = await startStudio(ALL, "2013-12-02", { aggregation });
      const reports: RoundReport[] = [];
      for (let day = 0; day < PERIODS; day++) reports.push(...(await studio.nextDay()));
      expect(reports).to.have.lengthOf(PERIODS * ALL.length);
      for (const { observations, agreed, fulfillCode, delivered } of reports) {
        expect(fulfillCode).to.equal(0);
        expect(observations.map(({ result }) => result)).to.deep.equal(Array(4).fill(delivered!.result));
        expect(getBytes(delivered!.result)).to.have.lengthOf(128);
        expect(agreed).to.have.lengthOf(4);
      }
      expect(await refusals(studio)).to.deep.equal([]);
      for (const { id } of studio.works) {
        const { ask, statusOf } = studio.deployment.ledger;
        const { settledPeriod, evolutions } = await statusOf(id);
        expect(settledPeriod).to.equal((await ask(id)).period);
        expect(evolutions > 0n).to.equal(true);
      }
    });
  });
}
