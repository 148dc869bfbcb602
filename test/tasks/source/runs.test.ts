import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { usageIn } from "../../../simulations/single-run/usage.ts";
import { type World, startWorld } from "../../../simulations/world/index.ts";
import { type Ended, runTask } from "../studio.ts";
import { hardhat } from "./hardhat.ts";

const KEY = "sk-a-users-own-key";
const VARIABLES = ["HTTPS_PROXY", "NODE_EXTRA_CA_CERTS", "OPENAI_API_KEY"];

/** The internet is a world of ours behind a proxy, whose AI never answers the same question alike for long. */
describe("source simulate --runs", () => {
  let internet: World;
  let folder: string;
  let file: string;
  const before_ = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  const run = async (args: Readonly<Record<string, unknown>> = {}): Promise<Ended> =>
    runTask(await hardhat(), "source simulate", {
      ...{ program: "seattle-weather", date: "2014-07-14", live: true, runs: 3, dataset: file, ...args },
    });
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it
  const lines = async (): Promise<any[]> =>
    (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "imago-runs-"));
    file = path.join(folder, "deep", "runs.jsonl");
    let now = Date.UTC(2014, 6, 24) / 1_000;
    // Each look at the clock is another second, and a stand-in wobbles by the second.
    internet = await startWorld({ nodes: 1, now: () => now++ });
    process.env.HTTPS_PROXY = internet.proxyFor(0);
    process.env.NODE_EXTRA_CA_CERTS = internet.caFile;
    process.env.OPENAI_API_KEY = KEY;
  });
  afterEach(async () => {
    internet.faults.clear();
    await rm(path.dirname(file), { recursive: true, force: true });
  });
  after(async () => {
    for (const name of VARIABLES) {
      delete process.env[name];
      if (before_[name] !== undefined) process.env[name] = before_[name];
    }
    await internet?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("finds runs that are the same to the byte, and keeps every node's in the dataset", async () => {
    const { stdout, stderr, exitCode } = await run();
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.match(/\n +12 {2}100\.0 % {2}EVOLVE glow, by the model, 0x/);
    expect(stdout).to.include("\nAll 12 answers are the same bytes.\nAll nodes alike in 3 of 3 runs.\n");
    expect(stdout).to.include("12 lines appended to ").and.not.to.include("stand-ins");
    expect(stderr.split("\n").at(-1)).to.match(/^run 3 of 3: 4 of 4 alike; delivered: EVOLVE glow/);
    const kept = await lines();
    expect(kept.map(({ run: each, node }) => [each, node])).to.deep.equal(
      [1, 2, 3].flatMap((each) => [0, 1, 2, 3].map((node) => [each, node])),
    );
    expect(new Set(kept.map(({ result }) => result)).size).to.equal(1);
    expect(kept[0]).to.deep.include({ schema: "imago/run/1", live: true, runs: 3, day: "2014-07-14", error: "0x" });
    expect(kept.map(({ signals }) => signals)).to.deep.equal(Array(12).fill(null));
    expect(kept[0].result).to.match(/^0x[0-9a-f]{256}$/);
    expect(kept[0].asked[0]).to.include({ host: "archive-api.open-meteo.com", status: 200, said: "280" });
    for (const line of stdout.split("\n")) expect(line.length, line).to.be.at.most(80);
  });

  it("says what differs, how often, and appends to what is there", async () => {
    internet.faults.add({ service: "openai", kind: "wobble", percent: 60 });
    const { stdout } = await run({ runs: 5 });
    expect(stdout).to.match(/\n\d+ different answers among 20\. They differ in:\n/);
    const shares = [...stdout.matchAll(/^ +(\d+) +[\d.]+ % {2}/gm)].map(([, count]) => Number(count));
    expect(shares.reduce((sum, count) => sum + count)).to.equal(20);
    expect(shares).to.deep.equal(shares.toSorted((a, b) => b - a));
    const kept = await lines();
    expect(new Set(kept.map(({ result, error }) => result + error)).size)
      .to.equal(shares.length)
      .and.above(1);
    await run({ runs: 2 });
    expect(await lines()).to.have.lengthOf(28);
  });

  it("prints the comparison and all runs as one JSON document, in which no key stands", async () => {
    const { stdout, stderr } = await run({ runs: 2, json: true });
    const { comparison, runs, dataset } = JSON.parse(stdout);
    expect(comparison).to.deep.include({ runs: 2, observations: 8, alike: 2, differences: {} });
    expect(runs.map(({ settles }: { settles: boolean }) => settles)).to.deep.equal([true, true]);
    expect(dataset).to.equal(file);
    expect(stdout + stderr + (await readFile(file, "utf8"))).not.to.include(KEY);
  });

  it("refuses what does not go together", async () => {
    for (const [args, message] of [
      [{ runs: 0 }, "--runs 0 is no number of runs; take 1 to 1000."],
      [{ runs: 2, watch: true }, "--runs compares runs of one source; leave it or --watch out."],
      [{ runs: 1 }, "--dataset keeps many runs; say how many with --runs."],
    ] as const) {
      const { stderr, exitCode } = await run(args);
      expect([exitCode, stderr]).to.deep.equal([2, `error: ${message}`]);
    }
  });
});

describe("tokens of an AI's answer", () => {
  const usage = (reply: unknown) => usageIn({ method: "POST", body: JSON.stringify(reply) });

  it("are read in every vendor's words, and priced by the longest name that fits", () => {
    expect(
      usage({ model: "gpt-6-luna-2026-09-22", usage: { prompt_tokens: 1_000, completion_tokens: 10 } }),
    ).to.deep.equal({ model: "gpt-6-luna-2026-09-22", input: 1_000, output: 10, usd: 0.000105 });
    const cached = { input_tokens: 80, cache_read_input_tokens: 20, cache_creation_input_tokens: 5, output_tokens: 9 };
    expect(usage({ model: "claude-haiku-5-5", usage: cached })).to.include({ input: 105, output: 9 });
    const gemini = { promptTokenCount: 70, candidatesTokenCount: 8, thoughtsTokenCount: 30 };
    expect(usage({ modelVersion: "gemini-3.5-flash-lite", usageMetadata: gemini })).to.include({
      input: 70,
      output: 38,
    });
  });

  it("of a model without a list price have none", () => {
    expect(usage({ model: "llama-local", usage: { prompt_tokens: 1, completion_tokens: 1 } })?.usd).to.equal(undefined);
    expect(usage({ model: "gpt-6-lunatic", usage: { prompt_tokens: 1, completion_tokens: 1 } })?.usd).to.equal(
      undefined,
    );
  });

  it("are none where no AI was asked, or it does not say", () => {
    expect(usageIn({ method: "GET", body: '{"model":"a","usage":{}}' })).to.equal(undefined);
    const odd = { model: 5, usage: {} };
    const prose = { model: "Your key is sk-1", usage: {} };
    for (const reply of [{}, null, { model: "a" }, { usage: {} }, { model: "a", usage: null }, odd, prose])
      expect(usage(reply)).to.equal(undefined);
    expect(usageIn({ method: "POST", body: "<html>" })).to.equal(undefined);
  });
});
