import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import type { DeployConfig } from "../../../tasks/deploy/config.ts";
import { LINK } from "../place.ts";
import { type TaskGround, startTaskGround } from "../studio.ts";

const GUARDIAN = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

describe("deploy", () => {
  let ground: TaskGround;
  let reset: () => Promise<void>;
  before(async () => {
    ground = await startTaskGround();
    reset = await ground.checkpoint();
  });
  after(() => ground[Symbol.asyncDispose]());
  afterEach(() => reset());

  const folder = () => path.join(ground.hre.config.paths.ignition, "deployments", "chain-31337");
  const files = () => readdir(folder()).catch(() => [] as string[]);
  const configured = async () => JSON.parse(await readFile(path.join(folder(), "config.json"), "utf8")) as DeployConfig;
  const balances = async () => {
    const { deployer } = ground.network.accounts;
    const juels = (await ground.network.chainlink.link.getFunction("balanceOf").staticCall(deployer)) as bigint;
    return { nonce: await deployer.getNonce(), juels, wei: await ground.network.ethers.provider.getBalance(deployer) };
  };
  const collectionOf = async (name: string) => {
    const record = JSON.parse(await readFile(path.join(folder(), "imago.json"), "utf8")) as {
      programs: Record<string, { collection: string }>;
    };
    return ground.network.ethers.getContractAt("ImagoCollection", record.programs[name]!.collection);
  };
  async function expectNothingDone(run: () => Promise<unknown>): Promise<void> {
    const before = await balances();
    await run();
    expect(await balances()).to.deep.equal(before);
    expect(await files()).to.deep.equal([]);
  }

  it("asks for what was not said, again where the answer cannot be meant", async () => {
    const before = await balances();
    const named = ["Market moods", "", "lots", "500", "0", "0.05", "perhaps", "yes"];
    const answers = ["sp6000", "sp500", "60", "-1", "40", ...named, "y"];
    const { exitCode, stdout, stderr } = await ground.run("deploy", {}, answers);
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.contain("Programs, with commas between (bitcoin, headlines, seattle-weather, sp500) [sp500]: ");
    expect(stderr.split("\n").slice(0, 4)).to.deep.equal([
      "programs.sp6000 names no program; functions-source/programs has bitcoin, headlines, seattle-weather, sp500.",
      "upkeep.link -1 is not an amount of LINK; write a number such as 12.5.",
      "programs.sp500.supply is null; write a whole number from 1 to 4,294,967,295.",
      'programs.sp500.confirm is "perhaps"; write true or false.',
    ]);
    expect(await configured()).to.deep.equal({
      schema: 1,
      subscription: { link: "60" },
      upkeep: { link: "40" },
      roles: { curator: [], guardian: [], manager: [] },
      programs: {
        sp500: {
          collectionName: "Market moods",
          description: "The S&P 500's weather: the official close",
          symbol: "IMAGO",
          supply: 500,
          perWallet: 0,
          price: "0.05",
          confirm: true,
        },
      },
    });
    const collection = await collectionOf("sp500");
    const born = [collection.name(), collection.MAX_SUPPLY(), collection.PER_WALLET(), collection.PRICE()] as const;
    expect(await Promise.all(born)).to.deep.equal(["Market moods", 500n, 0n, 5n * 10n ** 16n]);
    expect(before.juels - (await balances()).juels).to.equal(100n * LINK);
  });

  it("sends and writes nothing unless somebody agrees", () =>
    expectNothingDone(async () => {
      const { exitCode, stderr, stdout } = await ground.run("deploy", { programs: "sp500" });
      expect(exitCode).to.equal(2);
      expect(stdout).to.match(
        /^Deployment on localhost \(chain 31337\)\nby 0x\w{40}\nprogram .*\nsp500 .*\nStill to do/,
      );
      expect(stderr).to.equal(
        "error: Nobody is here to agree, so nothing was sent and nothing written.\n" +
          "  try: the same command with --yes, or with --dry-run",
      );
      const usual = Array.from({ length: 8 }, () => "");
      const refused = await ground.run("deploy", { programs: "sp500" }, [...usual, "n"]);
      expect(refused.exitCode).to.equal(1);
      expect(refused.stderr).to.equal("error: Not confirmed; nothing was sent and nothing written.");
    }));

  it("tells in a dry run what every step will cost, which is what it costs then", async () => {
    let told = "";
    await expectNothingDone(async () => {
      const { stdout, exitCode, stderr } = await ground.run("deploy", { programs: "sp500,bitcoin", dryRun: true });
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.match(/^Measured on a fork of block \d+ in this process, at [\d.]+ gwei:$/m);
      expect(stdout).to.match(/\nNothing was sent and nothing written\.$/);
      for (const line of stdout.split("\n")) expect(line.length, line).to.be.at.most(80);
      told = stdout;
    });
    const planned = /^total +([\d,]+) +([\d.]+) +100\.00 +\$[\d,.]+$/m;
    const measured = Number(planned.exec(told)![1]!.replaceAll(",", ""));
    const { stdout } = await ground.run("deploy", { programs: "sp500,bitcoin", yes: true });
    const expected = Number(planned.exec(stdout)![1]!.replaceAll(",", ""));
    const [, gas, ether] = /deployed, for ([\d,]+) gas, ([\d.]+) ETH/.exec(stdout)!;
    const spent = Number(gas!.replaceAll(",", ""));
    expect(told).to.contain(", at 2.00 gwei:");
    expect(Math.abs(Number(ether) - spent * 2e-9)).to.be.below(1e-6);
    expect(Math.abs(measured - spent)).to.be.below(spent / 200);
    // What is expected before anything was measured is a little more, so that no deployment ends half-way.
    expect(expected - spent).to.be.within(0, Math.floor(spent / 20));
  });

  it("adds further programs, and has nothing to do when all are there", async () => {
    await ground.run("deploy", { programs: "sp500", yes: true });
    const before = await balances();
    const { exitCode, stdout } = await ground.run("deploy", { programs: "bitcoin", supply: "7", yes: true });
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/register bitcoin .*\ntotal .*\n/);
    expect(stdout).to.match(/\nsp500 is program 1, .*\nbitcoin is program 2, /);
    expect(stdout.split("\n").slice(-2)).to.deep.equal([
      "next: npx --no hardhat token mint bitcoin --network localhost",
      "      npx --no hardhat status --network localhost",
    ]);
    expect(await (await collectionOf("bitcoin")).MAX_SUPPLY()).to.equal(7n);
    const after = await balances();
    expect(after.nonce - before.nonce).to.equal(7);
    expect(after.juels).to.equal(before.juels);
    for (const args of [{}, { programs: "sp500" }, { dryRun: true }])
      expect(await ground.run("deploy", args)).to.deep.equal({
        ...{ stdout: "nothing to do: sp500 and bitcoin are deployed on chain 31337 already", stderr: "", exitCode: 0 },
      });
    expect(await balances()).to.deep.equal(after);
  });

  it("does not pretend to change what stands", async () => {
    await ground.run("deploy", { programs: "sp500", yes: true });
    const before = await balances();
    const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500", supply: "7", price: "2", yes: true });
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal(
      "error: What stands on chain cannot change:\n" +
        "  programs.sp500.supply is 7, but the collection stands with another.\n" +
        "  programs.sp500.price is 2, but the collection stands with another.",
    );
    expect(await balances()).to.deep.equal(before);
  });

  it("takes all of it from a file, holders of roles too", async () => {
    const file = path.join(ground.folder, "mine.json");
    await writeFile(
      file,
      JSON.stringify({ roles: { guardian: [GUARDIAN] }, programs: { bitcoin: { symbol: "TIDE" } } }),
    );
    const { exitCode, stdout, stderr } = await ground.run("deploy", { settings: file, yes: true });
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.contain(`made ${GUARDIAN} guardian\n`);
    expect(await (await collectionOf("bitcoin")).symbol()).to.equal("TIDE");
    const manager = await ground.network.ethers.getContractAt(
      "AccessManager",
      await (await collectionOf("bitcoin")).authority(),
    );
    expect((await manager.hasRole(2, GUARDIAN)).isMember).to.equal(true);
    expect((await manager.hasRole(1, GUARDIAN)).isMember).to.equal(false);
  });

  it("deploys by the account that is named", async () => {
    const [user] = ground.network.accounts.users;
    await ground.network.chainlink.link.getFunction("transfer").send(user, 100n * LINK);
    const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500", from: "1", yes: true });
    expect(exitCode, stderr).to.equal(0);
    const other = await ground.run("deploy", { programs: "bitcoin", yes: true });
    expect(other.exitCode).to.equal(1);
    expect(other.stderr).to.match(
      /^error: The subscription of this deployment belongs to (0x\w{40}), not to 0x\w{40}\.\n {2}try: .* deploy --from \1 --network localhost$/,
    );
  });

  describe("on a local network that was started anew", () => {
    beforeEach(async () => {
      await ground.run("deploy", { programs: "bitcoin", symbol: "TIDE", yes: true });
      const file = path.join(folder(), "imago.json");
      const record = JSON.parse(await readFile(file, "utf8")) as object;
      await writeFile(file, JSON.stringify({ ...record, identity: "an earlier start" }));
    });

    it("begins anew with the configuration of before, and says so", async () => {
      const { exitCode, stdout, stderr } = await ground.run("deploy", { yes: true });
      expect(exitCode, stderr).to.equal(0);
      expect(stderr.split("\n").slice(0, 3)).to.deep.equal([
        "the local network was started anew: its earlier deployment is gone",
        "no --programs given: taking the configuration of before (bitcoin):",
        `  ${path.relative(process.cwd(), path.join(folder(), "config.json"))}`,
      ]);
      expect(stdout).to.match(/deployed the protocol\n/);
      expect(await (await collectionOf("bitcoin")).symbol()).to.equal("TIDE");
    });

    it("takes what is named and nothing of before", async () => {
      const { exitCode, stdout, stderr } = await ground.run("deploy", { programs: "sp500", yes: true });
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).not.to.contain("bitcoin");
      expect(stderr).not.to.contain("of before");
      expect(Object.keys((await configured()).programs)).to.deep.equal(["sp500"]);
    });
  });
});
