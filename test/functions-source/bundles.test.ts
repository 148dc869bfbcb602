import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { SNAPSHOT, committedBundles, goneFrom, standingOf, writeBundles } from "../../functions-source/bundles.ts";

const digits = (digit: string): string => `0x${digit.repeat(64)}`;
const tides = { name: "tides", source: "", bytes: 5_000, hash: digits("1"), promptDigest: digits("2") };
const moon = { ...tides, name: "moon", bytes: 4_000 };

describe("the committed bundles", () => {
  it("know a bundle that is as committed, one that has changed, and a new one", () => {
    const committed = { tides: { bytes: 5_000, hash: digits("1"), promptDigest: digits("2") } };
    expect(standingOf(tides, committed)).to.equal("as committed");
    expect(standingOf(moon, committed)).to.equal("new");
    for (const change of [{ bytes: 5_001 }, { hash: digits("3") }, { promptDigest: digits("3") }])
      expect(standingOf({ ...tides, ...change }, committed)).to.equal("changed");
    expect(goneFrom(committed, ["moon"])).to.deep.equal(["tides"]);
  });

  it("are written in the order of their names, as they stand in the repository", () => {
    const folder = mkdtempSync(join(tmpdir(), "imago-bundles-"));
    try {
      const file = join(folder, "bundles.json");
      writeBundles([tides, moon], file);
      expect(Object.keys(committedBundles(file))).to.deep.equal(["moon", "tides"]);
      const bundles = Object.entries(committedBundles()).map(([name, each]) => ({ name, source: "", ...each }));
      writeBundles(bundles.toReversed(), file);
      expect(readFileSync(file, "utf8")).to.equal(readFileSync(SNAPSHOT, "utf8"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
