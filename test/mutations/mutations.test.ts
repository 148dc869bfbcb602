import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { INVARIANTS, MUTATIONS, mutate } from "./index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

describe("the mutations", () => {
  it("have names of their own", () => {
    const names = MUTATIONS.map(({ name }) => name);
    expect(names).to.have.lengthOf(new Set(names).size);
  });

  it("fit the project as it stands: each text to replace is in its file once, each test is there", () => {
    for (const mutation of MUTATIONS) {
      const source = read(mutation.file);
      expect(mutate(source, mutation), mutation.name).to.not.equal(source);
      expect(existsSync(path.join(ROOT, mutation.guardedBy)), mutation.guardedBy).to.equal(true);
    }
  });

  it("break every law of the invariants at least once, and name each by its message", () => {
    const laws = [...read(INVARIANTS).matchAll(/"([^"./]*(?:200,000 gas)?)"\)/g)].map(([, law]) => law);
    const broken = MUTATIONS.filter(({ guardedBy }) => guardedBy === INVARIANTS).map(({ law }) => law);
    expect(new Set(broken)).to.deep.equal(new Set(laws));
  });
});

describe("mutate", () => {
  const mutation = {
    name: "no check",
    file: "A.sol",
    find: "if (bad) revert();",
    replace: "$&",
    guardedBy: "",
    law: "",
  };

  it("replaces the text as it stands", () => {
    expect(mutate("a(); if (bad) revert(); b();", mutation)).to.equal("a(); $& b();");
  });

  it("refuses a text that stands there not at all or more than once", () => {
    const refusal = '"no check": its text stands %d times in A.sol, not once';
    expect(() => mutate("a();", mutation)).to.throw(refusal.replace("%d", "0"));
    expect(() => mutate(mutation.find.repeat(2), mutation)).to.throw(refusal.replace("%d", "2"));
  });
});
