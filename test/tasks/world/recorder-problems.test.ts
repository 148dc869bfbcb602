import { join } from "node:path";

import { expect } from "chai";

import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { readFixture } from "../../../simulations/world/fixtures.ts";
import type { Recorded } from "../../../tasks/world/recorder.ts";
import { DAYS, FROM, NOW, useDesk, withHarbour } from "./desk.ts";

const COINBASE = "api.exchange.coinbase.com";

describe("recording what is of no use", () => {
  const desk = useDesk();
  let bitcoin: Program;
  before(async () => {
    bitcoin = await loadProgram("bitcoin");
  });
  const read = (name: string) => readFixture(join(desk.folder, name));
  const problemsOf = (recorded: readonly Recorded[], provider: string) =>
    recorded.find((each) => each.provider === provider)?.problems;

  it("does not store an answer that repeats the key", async () => {
    const core = withHarbour(bitcoin.core);
    desk.server.surprise("api.harbour.example", (response) => response.end(`${FROM}=250 for s3cr3t-harbour-key`));
    const recorded = await desk.record({ ...bitcoin, core });
    expect(problemsOf(recorded, "api.harbour.example")).to.deep.equal([
      { date: DAYS[0], why: "not stored: it repeats the key" },
    ]);
    expect(read("bitcoin/api.harbour.example.json").entries).to.have.length(2);
  });

  const refused: [string, number, string | undefined, string, string][] = [
    [
      "HTML in place of JSON",
      200,
      undefined,
      "<html>Wait</html>",
      'not stored: Unexpected token \'<\', "<html>Wait</html>" is not valid JSON; it begins "<html>Wait</html>"',
    ],
    [
      "an answer of another shape",
      200,
      undefined,
      "{}",
      'not stored: candles.flatMap is not a function; it begins "{}"',
    ],
    [
      "more than a node takes",
      200,
      undefined,
      " ".repeat(100_001),
      "not stored: 100001 characters; nodes take 100000 at most",
    ],
    ["a status that does not pass", 404, undefined, "{}", "status 404"],
    [
      "a redirect",
      302,
      "https://elsewhere.example/v2?token=s3cr3t&a=1",
      "",
      "redirected to https://elsewhere.example/v2?a=1; nodes follow no redirect: mend the feed's address",
    ],
  ];
  for (const [what, status, location, body, why] of refused) {
    it(`reports ${what}, does not store it, and asks for the other periods`, async () => {
      const headers = location === undefined ? {} : { location };
      desk.server.surprise(COINBASE, (response) => response.writeHead(status, headers).end(body));
      const recorded = await desk.record(bitcoin);
      expect(problemsOf(recorded, "coinbase")).to.deep.equal([{ date: DAYS[0], why }]);
      expect(desk.lines).to.include(`${DAYS[0]} coinbase: ${why}`);
      expect(read("bitcoin/coinbase.json").entries.map(({ days }) => days)).to.deep.equal([[DAYS[1]], [DAYS[2]]]);
      expect(desk.server.asked).to.have.length(9);
    });
  }

  it("stores that a provider has no value", async () => {
    desk.server.surprise(COINBASE, (response) => response.end("[]"));
    await desk.record(bitcoin);
    expect(read("bitcoin/coinbase.json").entries[0]!.response.body).to.equal("[]");
  });

  it("leaves a provider alone that failed three times in a row, and goes on with the others", async () => {
    const broken = () => desk.server.surprise(COINBASE, (response) => response.writeHead(403).end());
    DAYS.forEach(broken);
    const more = { periods: [...Array(5).keys()].map((index) => ({ day: FROM + index * 86_400, finalAt: NOW })) };
    const recorded = await desk.record(bitcoin, more);
    expect(problemsOf(recorded, "coinbase")!.map(({ why }) => why)).to.deep.equal([
      ...DAYS.map(() => "status 403"),
      "not asked any more",
      "not asked any more",
    ]);
    expect(recorded.map(({ stored }) => stored)).to.deep.equal([0, 5, 5]);
  });

  const four = () => [...Array(4).keys()].map((index) => ({ day: FROM + index * 86_400, finalAt: NOW }));
  const refuse = (status: number, headers: Record<string, string> = {}) =>
    desk.server.surprise(COINBASE, (response) => response.writeHead(status, headers).end());
  const letThrough = () => desk.server.surprise(COINBASE, (response) => response.end("[]"));

  it("counts failures in a row only", async () => {
    for (const then of [() => refuse(403), () => refuse(403), letThrough, () => refuse(403)]) then();
    const recorded = await desk.record(bitcoin, { periods: four() });
    expect(problemsOf(recorded, "coinbase")!.map(({ why }) => why)).to.deep.equal(Array(3).fill("status 403"));
  });

  it("leaves a provider alone at once that asks for a long rest", async () => {
    refuse(429, { "retry-after": "86400" });
    const recorded = await desk.record(bitcoin);
    expect(problemsOf(recorded, "coinbase")!.map(({ why }) => why)).to.deep.equal([
      "status 429, and wants 86400 s of rest",
      "not asked any more",
      "not asked any more",
    ]);
  });
});
