import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { useDesk } from "./desk.ts";
import { useTasks } from "./world-tasks.ts";

const COMMAND = "npx --no hardhat world record bitcoin --from 2015-06-19 --to 2015-06-21";

describe("world record", () => {
  const desk = useDesk();
  const { record } = useTasks(desk);

  it("prints what it stored, under what terms, and the next command", async () => {
    const { stdout, stderr, exitCode } = await record();
    expect(exitCode).to.equal(0);
    expect(stdout.split("\n")).to.deep.equal([
      `bitcoin: 3 periods, in ${join(desk.folder, "bitcoin")}`,
      "provider  recorded  there already  missing",
      "coinbase         3              0        0",
      "kraken           3              0        0",
      "bitstamp         3              0        0",
      "api.exchange.coinbase.com: Terms of Coinbase's market data: ask before passing it on",
      "api.kraken.com: Terms of Kraken's API: ask before passing it on",
      "www.bitstamp.net: Terms of Bitstamp's API: ask before passing it on",
      `Next: npx --no hardhat world check bitcoin --fixtures ${desk.folder}`,
    ]);
    expect(stderr.split("\n")).to.have.length(9);
    expect(readdirSync(join(desk.folder, "bitcoin"))).to.deep.equal(["bitstamp.json", "coinbase.json", "kraken.json"]);
  });

  it("asks nothing when all is there", async () => {
    await record();
    const { stdout, exitCode } = await record();
    expect(exitCode).to.equal(0);
    expect(stdout).to.include("kraken           0              3        0");
    expect(desk.server.asked).to.have.length(9);
  });

  it("fails when an answer is missing, with the command that asks for it", async () => {
    desk.server.surprise("api.kraken.com", (response) => response.writeHead(404).end());
    const { stdout, stderr, exitCode } = await record();
    expect(exitCode).to.equal(1);
    expect(stdout).to.include("kraken           2              0        1");
    expect(stderr.split("\n").slice(-2)).to.deep.equal([
      "error: 1 answer is missing; what came is stored.",
      `  try: ${COMMAND} --base-url ${desk.server.baseUrl} --out ${desk.folder}   (asks for the rest)`,
    ]);
  });

  it("fails where the folder holds another source's answers", async () => {
    await record();
    const { stderr, exitCode } = await record({ baseUrl: "http://127.0.0.1:9" });
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^error: .*coinbase\.json was recorded from http.*give another folder with --out\.$/);
  });

  const wrong: [string, Record<string, unknown>, RegExp][] = [
    [
      "an unknown program",
      { program: "tides" },
      /^error: There is no program "tides"; functions-source\/programs has bitcoin, /,
    ],
    [
      "no first day",
      { from: "" },
      /^error: --from is missing: a day such as 2026-11-01\.\n {2}try: npx --no hardhat world record bitcoin --from 2026-11-01 --to 2015-06-21 /,
    ],
    ["a day that is none", { to: "2015-06-31" }, /^error: --to 2015-06-31 is no day; write it like 2026-11-01\.$/],
    ["days in the wrong order", { to: "2015-06-18" }, /^error: --to 2015-06-18 lies before --from 2015-06-19\.$/],
    [
      "days that are not final",
      { to: "2999-01-01" },
      /^error: The data of 2999-01-01 is not final; the last day that is: (\S+)\.\n {2}try: .* --to \1 /,
    ],
    [
      "a range without a period",
      { from: "1969-01-01", to: "1969-12-31" },
      /^error: No period of bitcoin ends between /,
    ],
    [
      "a base URL that is none",
      { baseUrl: "ftp://mirror" },
      /^error: --base-url ftp:\/\/mirror is no http or https URL\.$/,
    ],
    [
      "a base URL with a key",
      { baseUrl: "http://me:s3cr3t@mirror.example/a?token=1" },
      /^error: --base-url may have no user, query or fragment; take http:\/\/mirror\.example\/a\.$/,
    ],
    ["no pause", { pause: -1 }, /^error: --pause -1 is no pause; take 0 to 3600 seconds\.$/],
    ["too many retries", { retries: 11 }, /^error: --retries 11 is too many or too few; take 0 to 10\.$/],
  ];
  for (const [what, changes, error] of wrong) {
    it(`refuses ${what} before it asks anybody`, async () => {
      const { stderr, exitCode } = await record(changes);
      expect(stderr).to.match(error);
      expect(exitCode).to.equal(2);
      expect(desk.server.asked).to.deep.equal([]);
    });
  }
});
