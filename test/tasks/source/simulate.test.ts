import { expect } from "chai";

import { sha256, toUtf8Bytes } from "ethers";

import { toContentId } from "../../../functions-source/content/contentId.ts";
import { openChain } from "../../../tasks/common/chain.ts";
import { requireRecord } from "../../../tasks/common/record.ts";
import { foldersOf } from "../../helpers/leftovers.ts";
import { type Ended, runTask, startTaskGround } from "../studio.ts";
import { hardhat } from "./hardhat.ts";

const JULY = { program: "seattle-weather", date: "2014-07-14" };

describe("source simulate", () => {
  const run = async (args: Readonly<Record<string, unknown>>): Promise<Ended> =>
    runTask(await hardhat(), "source simulate", args);
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it
  const parsed = async (args: Readonly<Record<string, unknown>>): Promise<any> =>
    JSON.parse((await run({ ...args, json: true })).stdout);

  afterEach(async () => expect(await foldersOf(process.pid)).to.deep.equal([]));

  it("shows what each node asked, saw and answered, and what the DON delivers, in 80 columns", async () => {
    const { stdout, stderr, exitCode } = await run(JULY);
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.match(/^seattle-weather, 2014-07-14, period 16265, asked 2014-07-23 00:00 UTC\n/);
    expect(stdout).to.include("its AIs are scripted stand-ins, no models");
    expect(stdout.match(/archive-api\.open-meteo\.com {2}200 +\d+ +28\d {2}280\n/g)).to.have.lengthOf(4);
    expect(stdout.match(/api\.openai\.com +200 +\d+ +\d+ {2}glow fierce\n/g)).to.have.lengthOf(8);
    expect(stdout).to.match(
      /\nmodel +calls +tokens in +tokens out +USD, estimated\ngpt-6-luna +8 +[\d,]+ +\d+ +0\.000\d{3}\n/,
    );
    expect(stdout.match(/^\d +\d+ +280 {2}EVOLVE +x1\.1000 {2}model +0x[0-9a-f]{4}…[0-9a-f]{4}$/gm)).to.have.lengthOf(
      4,
    );
    expect(stdout).to.match(/\nThe DON delivers: EVOLVE\n {2}agreed +all nodes of 4\n/);
    const [, id, digest, document] = /content +(\S+)\n +digest +(\S+)\n +document +(\{[^]*\})\n/.exec(stdout)!;
    const rebuilt = sha256(toUtf8Bytes(document!.replace(/\n */g, "")));
    expect([digest, id]).to.deep.equal([rebuilt, toContentId(rebuilt)]);
    expect(stdout).to.match(/ledger +settles the period with it$/);
    expect(stdout).not.to.include("WARNING");
    for (const line of stdout.split("\n")) expect(line.length, line).to.be.at.most(80);
  });

  it("prints one JSON document", async () => {
    const result = await parsed({ ...JULY, state: "glow", reading: "270" });
    expect(result).to.deep.include({ program: "seattle-weather", period: 16265, settles: true });
    expect(result.before).to.deep.equal({ state: "glow", reading: "270" });
    expect(result.nodes).to.have.lengthOf(4);
    expect(result.nodes[0]).to.deep.include({ reading: "280", lies: false });
    expect(result.nodes[0].told).to.deep.include({ kind: "HOLD", reading: "270" });
    expect(result.nodes[0].asked.map(({ provider, said }: Record<string, string>) => [provider, said])).to.deep.equal([
      ["archive-api.open-meteo.com", "280"],
      ["www.ncei.noaa.gov", "278"],
    ]);
  });

  it("takes the newest day of the world when none is named, and labels what is made up", async () => {
    const { stdout, exitCode } = await run({ program: "bitcoin" });
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^bitcoin, 2026-12-30, /);
    expect(stdout.match(/^.*api\.kraken\.com \* +200 /gm)).to.have.lengthOf(4);
    expect(stdout).to.include("\n* made-up data, nothing that was ever measured or traded\n");
  });

  it("says where nodes differ, why, and that the leader decides", async () => {
    const { stdout, exitCode } = await run({
      ...JULY,
      fault: "node-lying-digest#0 openai-down#1 mistral-down#1 ncei-hang#2 node-killed#3",
    });
    // Two honest answers against a lie: each leader delivers its own.
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/^ +www\.ncei\.noaa\.gov +late +2\d\d\d +0 {2}none$/m);
    expect(stdout).to.match(/^ +api\.openai\.com +down +\d+ +\d+ {2}400$/m);
    expect(stdout).to.include("told otherwise than it saw: state glow: ");
    expect(stdout)
      .to.match(/^3 +nothing$/m)
      .and.to.include("node 3 gives no answer.");
    expect(stdout).to.match(/^2 +\d+ +none {2}error\n {6}FEED_QUORUM:ok,none$/m);
    expect(stdout).to.include("rules    0x");
    expect(stdout).to.include("WARNING: the nodes differ.");
    expect(stdout).to.include("WARNING: which answer is delivered depends on the node that leads.");
    expect(stdout).to.include("settles nothing: its content digest is not that of the rebuilt\n            document");
  });

  it("fails when the DON delivers an error, or nothing", async () => {
    const error = await run({ ...JULY, fault: "all-feeds-down" });
    expect(error.exitCode).to.equal(1);
    expect(error.stdout).to.match(/The DON delivers: error\n.*\n {2}answer +FEED_QUORUM:400,400\n/);
    const nothing = await run({ ...JULY, fault: "node-killed-beyond-f" });
    expect(nothing.exitCode).to.equal(1);
    expect(nothing.stdout).to.include("WARNING: the DON delivers nothing: 2 nodes answered, 3 are needed.");
  });

  it("says which day it has when it is asked for another", async () => {
    const { stdout, stderr, exitCode } = await run({ program: "seattle-weather", date: "2019-01-01" });
    expect(exitCode).to.equal(1);
    expect(stdout.replaceAll("\n", " ")).to.include("its weather runs from 2012-01-01 to 2015-12-31");
    expect(stderr).to.match(/^ {2}try: .*source simulate seattle-weather --date 2015-12-31 /);
  });

  for (const [what, args, message] of [
    ["no program", { program: "" }, /^error: Which program\? functions-source\/programs has /],
    ["a program that there is not", { program: "moon" }, /^error: There is no program "moon"\./],
    [
      "a program whose name is mistyped",
      { program: "seattle-wether" },
      /has .*\. Did you mean seattle-weather\?\n {2}try: the same command with seattle-weather$/,
    ],
    ["a day that there is not", { ...JULY, date: "2014-02-30" }, /^error: --date 2014-02-30 is no day; write it like/],
    [
      "a state that there is not",
      { ...JULY, state: "gale", reading: "1" },
      /"gale" is no state of seattle-weather; it has frost, /,
    ],
    ["a state without its reading", { ...JULY, state: "glow" }, /--state glow needs --reading, too/],
    ["a reading without its state", { ...JULY, reading: "12" }, /--state "" is no state/],
    ["a reading of another form", { ...JULY, state: "glow", reading: "1.5" }, /--reading "1\.5" is no reading/],
    ["too few nodes", { ...JULY, nodes: 3 }, /^error: 3 nodes cannot tolerate 1 faulty ones/],
    ["signals that are no tally", { ...JULY, signals: "3,0" }, /^error: --signals 3,0 is no tally; write four counts/],
    [
      "signals to a program that does not listen",
      { ...JULY, signals: "3,0,1,0" },
      /^error: --signals: seattle-weather does not listen to its holders\./,
    ],
    ["no faulty node", { ...JULY, f: 0 }, /^error: f is 0; the contracts want at least 1/],
    [
      "an unknown fault",
      { ...JULY, fault: "ncei-gone" },
      /^error: --fault: No fault is called "ncei-gone"; there are ncei-down/,
    ],
    ["a fault of the chain", { ...JULY, fault: "gas-jump" }, /gas-jump strikes the chain, and a single run has none/],
    ["a fault with days", { ...JULY, fault: "ncei-down@3" }, /a single run has no days; leave out what follows the @/],
    ["a fault of a node that there is not", { ...JULY, fault: "node-killed#4" }, /the nodes are 0 to 3/],
    [
      "a fault of the internet itself",
      { ...JULY, fault: "ncei-down", live: true },
      /--fault strikes the simulated world/,
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { stdout, stderr, exitCode } = await run(args);
      expect([exitCode, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(message);
    });

  it("comes to the very content that the chain of contracts settles", async () => {
    const ground = await startTaskGround();
    try {
      expect((await ground.run("deploy", { programs: "seattle-weather", yes: true })).exitCode).to.equal(0);
      await ground.look();
      await using chain = await openChain(ground.hre);
      const record = await requireRecord(chain);
      const ledger = await ground.network.ethers.getContractAt("EvolutionLedger", record.contracts!.ledger);
      const { period } = await ledger.evolutionAt(1, 0);
      const date = new Date(Number(period) * 86_400_000).toISOString().slice(0, 10);
      const { outcomes } = await parsed({ program: "seattle-weather", date });
      expect(outcomes[0].content.id).to.equal(await ledger.contentIdAt(1, 0));
    } finally {
      await ground[Symbol.asyncDispose]();
    }
  });
});
