import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";
import hre from "hardhat";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { type LocalServices, SERVICES_METHOD, TERMS_METHOD } from "../../../simulations/network/local-methods.ts";
import { type TaskGround, hardhatAt, runTask, startTaskGround } from "../studio.ts";
import { rpc, startForwarder } from "./forwarder.ts";

describe("deploy on a chain without a Functions DON", () => {
  let ground: TaskGround;
  let file: string;
  let url: string;
  let stopForwarder: () => Promise<void>;
  let elsewhere: HardhatRuntimeEnvironment;
  let services: LocalServices["services"];

  before(async () => {
    ground = await startTaskGround();
    ({ services } = await rpc<LocalServices>(ground.url, SERVICES_METHOD));
    ({ url, stop: stopForwarder } = await startForwarder(ground.url));
    const home = path.join(ground.folder, "elsewhere");
    await mkdir(home);
    elsewhere = await hardhatAt(url, home);
    file = path.join(ground.folder, "services.json");
  });
  after(() => stopForwarder?.());
  after(() => ground[Symbol.asyncDispose]());

  it("says so at once, before asking anything", async () => {
    const server = await hre.network.createServer("default", "127.0.0.1", 0);
    const { port } = await server.listen();
    try {
      const bare = await hardhatAt(`http://127.0.0.1:${port}`, path.join(ground.folder, "bare"));
      expect(await runTask(bare, "deploy", {}, [])).to.deep.equal({
        stdout: "",
        stderr:
          "error: Chain 31337 has no Functions DON: Chainlink ended its hosted ones in June 2026, and every public chain is without.\n" +
          "  try: npx --no hardhat network serve   (then the same command with --network localhost)",
        exitCode: 1,
      });
    } finally {
      await server.close();
    }
  });

  it("refuses services that are not there, naming each field", async () => {
    await writeFile(
      file,
      JSON.stringify({
        ...services,
        link: `0x${"11".repeat(20)}`,
        router: "0x12",
        donId: "fun",
        secretsReference: 5,
        dun: 1,
      }),
    );
    const { exitCode, stderr } = await runTask(elsewhere, "deploy", { services: file, programs: "sp500", yes: true });
    expect(exitCode).to.equal(2);
    expect(stderr.split("\n")).to.deep.equal([
      `error: ${file} does not name the services:`,
      "  dun is no field; there are link, router, coordinator, allowList, registry, registrar, linkNativeFeed, linkUsdFeed, donId, secretsReference.",
      `  link is 0x${"11".repeat(20)}, where no contract stands on chain 31337.`,
      '  router is "0x12"; write an address: 0x and 40 hexadecimal digits.',
      '  donId is "fun"; write 32 bytes: 0x and 64 hexadecimal digits.',
      "  secretsReference is 5; write 0x and up to 128 hexadecimal digits.",
    ]);
    await writeFile(file, JSON.stringify({ ...services, donId: `0x${"22".repeat(32)}` }));
    expect((await runTask(elsewhere, "deploy", { services: file, programs: "sp500", yes: true })).stderr).to.match(
      /\n {2}donId is none that the router knows this coordinator by; correct donId, router or coordinator\.$/,
    );
    await writeFile(file, "[]");
    expect((await runTask(elsewhere, "deploy", { services: file })).stderr).to.equal(
      `error: The services file ${file} cannot be read: it is no object.`,
    );
    expect(await readdir(elsewhere.config.paths.ignition)).to.deep.equal([]);
  });

  it("deploys onto services of one's own, with a signature of their terms, and remembers them", async () => {
    await writeFile(file, JSON.stringify(services));
    const { address } = ground.network.accounts.users[4]!;
    await ground.network.chainlink.link.getFunction("transfer").send(address, 10n ** 20n);
    const args = { services: file, programs: "sp500", from: address, link: "5", yes: true };
    const unsigned = await runTask(elsewhere, "deploy", args);
    expect(unsigned.exitCode).to.equal(1);
    expect(unsigned.stderr).to.match(
      /^error: 0x\w{40} has not accepted the terms .* signs the message 0x[0-9a-f]{64} for it\.\n {2}try: .* deploy --terms-signature 0x\.\.\. /,
    );
    const termsSignature = await rpc<string>(ground.url, TERMS_METHOD, [address]);
    const { exitCode, stderr } = await runTask(elsewhere, "deploy", { ...args, termsSignature });
    expect(exitCode, stderr).to.equal(0);
    const again = await runTask(elsewhere, "deploy", { from: address });
    expect(again).to.deep.equal({ stdout: "nothing to do; on chain 31337 stand sp500", stderr: "", exitCode: 0 });
    expect((await runTask(elsewhere, "status")).stdout).to.match(/5\.00 LINK .*active/);
  });
});
