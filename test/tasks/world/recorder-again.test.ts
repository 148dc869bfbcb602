import { join } from "node:path";

import { expect } from "chai";

import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { readFixture, writeFixture } from "../../../simulations/world/fixtures.ts";
import { DAYS, FROM, NOW, useDesk } from "./desk.ts";

const COINBASE = "api.exchange.coinbase.com";

describe("recording again", () => {
  const desk = useDesk();
  let bitcoin: Program;
  let sp500: Program;
  before(async () => {
    [bitcoin, sp500] = await Promise.all([loadProgram("bitcoin"), loadProgram("sp500")]);
  });
  const read = (name: string) => readFixture(join(desk.folder, name));

  it("goes on where it was interrupted, without asking again for what is there", async () => {
    const stop = async () => {
      if (desk.server.asked.length === 5) throw new Error("interrupted");
    };
    const end = await desk.record(bitcoin, {}, { sleep: stop }).catch((error: Error) => error.message);
    expect(end).to.equal("interrupted");
    const recorded = await desk.record(bitcoin);
    expect(desk.server.asked).to.have.length(9);
    expect(new Set(desk.server.asked).size).to.equal(9);
    expect(recorded.map(({ stored, there }) => [stored, there])).to.deep.equal([
      [1, 2],
      [1, 2],
      [2, 1],
    ]);
  });

  it("asks again where the answer came before the period was final", async () => {
    await desk.record(sp500, { periods: [{ day: FROM, finalAt: NOW }] });
    const [asked, later] = [desk.server.asked.length, NOW + 86_400];
    const periods = [
      { day: FROM, finalAt: NOW },
      { day: FROM + 86_400, finalAt: later },
    ];
    const recorded = await desk.record(sp500, { periods }, { now: () => later * 1_000 });
    expect(desk.server.asked.slice(asked).map((path) => path.split("/")[0])).to.deep.equal([
      "cdn.cboe.com",
      "query1.finance.yahoo.com",
      "fred.stlouisfed.org",
    ]);
    expect(recorded[0]).to.include({ stored: 1, there: 1 });
    const [entry, ...others] = read("sp500/cboe.json").entries;
    expect(others).to.deep.equal([]);
    expect(entry).to.include({ retrievedAt: new Date(later * 1_000).toISOString() });
    expect(entry!.days).to.deep.equal(DAYS.slice(0, 2));
  });

  it("asks again for an answer that the adapter does not accept any more", async () => {
    await desk.record(bitcoin);
    const file = join(desk.folder, "bitcoin/kraken.json");
    const [first, ...others] = readFixture(file).entries;
    const spoilt = { ...first!, response: { ...first!.response, body: "{" } };
    writeFixture(file, { ...readFixture(file), entries: [spoilt, ...others] });
    await desk.record(bitcoin);
    expect(desk.server.asked.slice(9)).to.deep.equal([first!.request.url.slice("https://".length)]);
    expect(readFixture(file).entries).to.deep.equal([first, ...others]);
  });

  it("does not mix made-up values with recorded ones", async () => {
    await desk.record(bitcoin);
    const file = join(desk.folder, "bitcoin/coinbase.json");
    writeFixture(file, { ...readFixture(file), synthetic: true });
    expect(await desk.record(bitcoin).catch(String)).to.include(`${file} holds made-up values`);
  });

  it("does not mix sources in one file", async () => {
    await desk.record(bitcoin);
    const failure = await desk.record(bitcoin, { baseUrl: "http://127.0.0.1:9/mirror/" }).catch(String);
    expect(failure).to.equal(
      `TaskFailure: ${join(desk.folder, "bitcoin/coinbase.json")} was recorded from ${desk.server.baseUrl}/${COINBASE}/, and this is http://127.0.0.1:9/mirror/${COINBASE}/; give another folder with --out.`,
    );
  });
});
