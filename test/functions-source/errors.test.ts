import { readFileSync } from "node:fs";

import { expect } from "chai";

import { ERROR_CODES, fail } from "../../functions-source/errors.ts";

describe("the error codes", () => {
  it("are those of docs/error-codes.md, in its order", () => {
    const text = readFileSync(new URL("../../docs/error-codes.md", import.meta.url), "utf8");
    expect([...text.matchAll(/^\| `([A-Z_]+)/gm)].map(([, code]) => code)).to.deep.equal([...ERROR_CODES]);
  });
  it("are thrown with a detail", () => expect(() => fail("NOT_FINAL", "ahead")).to.throw(/^NOT_FINAL:ahead$/));
  it("join a list of details", () => expect(() => fail("FEED_QUORUM", ["ok", 429])).to.throw(/^FEED_QUORUM:ok,429$/));
});
