import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import { bundle } from "../../../functions-source/bundle.ts";
import { programNames } from "../../../functions-source/programs.ts";
import { type Ended, runTask } from "../studio.ts";
import { hardhat } from "./hardhat.ts";

describe("source bundle", () => {
  const run = async (args: Readonly<Record<string, unknown>> = {}): Promise<Ended> =>
    runTask(await hardhat(), "source bundle", args);

  it("shows size, hashes and parts of every program, in 80 columns", async () => {
    const { stdout, stderr, exitCode } = await run({ check: true });
    expect(exitCode, stderr).to.equal(0);
    for (const name of programNames()) {
      const { bytes, hash, promptDigest } = await bundle(name);
      const shown = bytes.toLocaleString("en-US");
      expect(stdout).to.include(`${name}: ${shown} of at most 6,000 bytes, ${6_000 - bytes} left; `);
      expect(stdout).to.include(`  source  ${hash}\n  prompt  ${promptDigest}\n  part `);
    }
    for (const line of stdout.split("\n")) expect(line.length, line).to.be.at.most(80);
  });

  it("prints one JSON document of one program", async () => {
    const { stdout, exitCode } = await run({ program: "bitcoin", json: true });
    expect(exitCode).to.equal(0);
    const [described, ...others] = JSON.parse(stdout);
    expect(others).to.deep.equal([]);
    const { source, ...hashes } = await bundle("bitcoin");
    expect(described).to.deep.include({ ...hashes, room: 6_000 - source.length, committed: "as committed" });
    const sum = Object.values<number>(described.parts).reduce((total, bytes) => total + bytes, 0);
    expect(sum).to.equal(hashes.bytes);
  });

  it("writes the source that the hash is of", async () => {
    const folder = await mkdtemp(join(tmpdir(), "imago-bundle-"));
    try {
      const out = join(folder, "bitcoin.js");
      const { stderr, exitCode } = await run({ program: "bitcoin", out });
      expect(exitCode).to.equal(0);
      expect(stderr).to.equal(`wrote the source of bitcoin to ${out}`);
      const { hash } = await bundle("bitcoin");
      expect(keccak256(toUtf8Bytes(await readFile(out, "utf8")))).to.equal(hash);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  for (const [what, args, code, message] of [
    [
      "a program that there is not",
      { program: "moon" },
      2,
      /^error: There is no program "moon"\. .*\n {2}try: .* program new NAME$/,
    ],
    [
      "a place that cannot be written to",
      { program: "sp500", out: "/nowhere/at/all" },
      1,
      /^error: The source cannot be written to \/nowhere\/at\/all \(ENOENT\)\.$/,
    ],
    ["one file for all programs", { out: "all.js" }, 2, /^error: --out writes one program's source; say which/],
    [
      "to commit only one",
      { program: "sp500", commit: true },
      2,
      /^error: --commit writes all bundles; leave out the program\.$/,
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { stderr, exitCode } = await run(args);
      expect(exitCode).to.equal(code);
      expect(stderr).to.match(message);
    });
});
