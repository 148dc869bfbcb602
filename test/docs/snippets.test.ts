import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { Chain } from "../../simulations/network/chain.ts";
import { serve } from "../../simulations/network/serve.ts";
import type { EvolutionLedger } from "../../types/ethers-contracts/index.ts";
import { DAY, SETTLE_DELAY, evolve, terms } from "../helpers/sample.ts";
import { type Fence, ROOT, readPages } from "./markdown.ts";

const run = promisify(execFile);
const PERIOD = 14_000;
const typescript = createRequire(import.meta.url).resolve("typescript/package.json");

/** The TypeScript blocks of all pages, as a reader would save them. */
const snippets = readPages()
  .flatMap(({ fences }) => fences)
  .filter(({ language }) => language === "ts");

describe("code in the documentation", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-docs-"));
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    // Hardhat's configuration says which plugins there are, and so what a connection has.
    const config = { extends: join(ROOT, "tsconfig.json"), include: ["./*.ts", join(ROOT, "hardhat.config.ts")] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    await Promise.all(snippets.map((snippet) => writeFile(fileOf(snippet), inRepository(snippet))));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  const fileOf = ({ at }: Fence): string => join(folder, `${at.replaceAll(/\W/g, "-")}.ts`);
  const execute = (snippet: Fence, ...args: string[]): Promise<{ stdout: string; stderr: string }> =>
    run(process.execPath, [fileOf(snippet), ...args], { cwd: ROOT });

  it("has the types that it claims", async () => {
    const compiler = join(dirname(typescript), "bin", "tsc");
    const { stdout } = await run(process.execPath, [compiler, "--noEmit", "-p", "."], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    // What the snippets import is checked with the rest of the project.
    expect(stdout.split("\n").filter((line) => /^[\w-]+\.ts\(/.test(line))).to.deep.equal([]);
  });

  it("reads a served ledger", async () => {
    const chain = await Chain.start({ initialTime: PERIOD * DAY, gasPrice: 2_000_000_000n, accounts: 1 });
    const server = await serve(chain, 0, 60, {});
    try {
      const ledger = await deployLedger(chain);
      const { stdout } = await execute(snippetWith("JsonRpcProvider"), server.url, String(ledger.target));
      const [status, contentId, document] = stdout.split("\n");
      expect(status).to.equal("fresh 1 evolutions");
      expect(contentId).to.equal(await ledger.contentIdAt(1, 0));
      expect(JSON.parse(document ?? "")).to.include({ program: "sample", state: "gust", reading: "120" });
    } finally {
      await server.stop();
      await chain.stop();
    }
  });

  it("lives through a period on a local network", async () => {
    const { stdout } = await execute(snippetWith("startLocalNetwork("));
    expect(stdout).to.match(/^agreed: \[ ([013], ){2}[013] \] callback gas: \d+\nstate: \w+\n$/);
  });
});

/** Its imports of the repository made absolute, for it does not stand there. */
function inRepository({ code }: Fence): string {
  return code.replaceAll(/from "\.\//g, () => `from "${ROOT.replaceAll("\\", "/")}`);
}

function snippetWith(text: string): Fence {
  const found = snippets.find(({ code }) => code.includes(text));
  if (found === undefined) throw new Error(`No page has a TypeScript block with ${text}.`);
  return found;
}

/** A ledger whose program 1 has evolved once. */
async function deployLedger(chain: Chain): Promise<EvolutionLedger> {
  const { ethers } = chain.connection;
  const [owner] = await ethers.getSigners();
  const manager = await ethers.deployContract("AccessManager", [owner!]);
  const termsCheck = await ethers.deployContract("TermsCheck");
  const ledger = await ethers.deployContract("EvolutionLedger", [manager], {
    libraries: { TermsCheck: termsCheck },
  });
  await ledger.registerProgram(terms());
  await ledger.setConsumer(owner!, true);
  await chain.setTime((PERIOD + 1) * DAY + SETTLE_DELAY);
  await ledger.settle(1, PERIOD, evolve({ program: 1, period: PERIOD }));
  return ledger;
}
