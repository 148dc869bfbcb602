import { expect } from "chai";

import { verdictOf } from "../../../scripts/mutations/trial.ts";

describe("verdictOf", () => {
  const mutation = { law: "history only grows" };
  const failed = (message: string): string =>
    `  0 passing\n  1 failing\n\n  1) Suite#law()\n    Error: ${message}\n      at A\n`;

  it("is RED when the law that the mutation breaks is the one that fails", () => {
    const verdict = verdictOf(mutation, { code: 1, output: failed("history only grows") });
    expect(verdict).to.deep.equal({ colour: "RED", message: "history only grows" });
  });

  it("is OTHER when another law fails", () => {
    const verdict = verdictOf(mutation, { code: 1, output: failed("the integral is exact") });
    expect(verdict).to.deep.equal({ colour: "OTHER", message: "the integral is exact" });
  });

  it("is OTHER, with all that was said, when nothing could be tested", () => {
    const output = "Error HHE910: Compilation failed\n\nError: history only grows\n";
    expect(verdictOf(mutation, { code: 1, output })).to.deep.equal({ colour: "OTHER", message: output.trim() });
  });

  it("is GREEN when the test passes", () => {
    const verdict = verdictOf(mutation, { code: 0, output: "  1 passing\n" });
    expect(verdict).to.deep.equal({ colour: "GREEN", message: "all passing" });
  });
});
