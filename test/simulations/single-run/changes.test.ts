import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { nextChange, snapshotOf } from "../../../simulations/single-run/changes.ts";

describe("nextChange", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const any = (): boolean => true;
  const never = new AbortController().signal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "imago-changes-"));
    mkdirSync(at("below"));
    writeFileSync(at("one.ts"), "1");
    writeFileSync(at("below/two.ts"), "2");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("tells of an edit, also in a folder below", async () => {
    const changed = nextChange(folder, snapshotOf(folder), any, never);
    writeFileSync(at("below/two.ts"), "3");
    expect(await changed).to.deep.equal([at("below/two.ts")]);
  });

  it("tells of a file that an editor has put in the old one's place", async () => {
    const changed = nextChange(folder, snapshotOf(folder), any, never);
    writeFileSync(at("one.ts~"), "new");
    renameSync(at("one.ts~"), at("one.ts"));
    expect(await changed).to.deep.equal([at("one.ts")]);
  });

  it("tells of what changed before it was asked", async () => {
    const before = snapshotOf(folder);
    writeFileSync(at("one.ts"), "3");
    expect(await nextChange(folder, before, any, never)).to.deep.equal([at("one.ts")]);
  });

  it("passes over what does not count, and over what is written as it was", async () => {
    const changed = nextChange(folder, snapshotOf(folder), (file) => file.endsWith("two.ts"), never);
    writeFileSync(at("one.ts"), "3");
    writeFileSync(at("below/two.ts"), "2");
    writeFileSync(at("notes.txt"), "3");
    writeFileSync(at("below/two.ts"), "4");
    expect(await changed).to.deep.equal([at("below/two.ts")]);
  });

  it("ends with its signal", async () => {
    const end = new AbortController();
    const changed = nextChange(folder, snapshotOf(folder), any, end.signal);
    end.abort();
    expect(await changed).to.equal(undefined);
    expect(await nextChange(folder, snapshotOf(folder), any, end.signal)).to.equal(undefined);
  });
});
