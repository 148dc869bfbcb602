import { expect } from "chai";

import { USAGE, readOptions } from "../../../simulations/story/options.ts";

describe("the story's options", () => {
  it("have defaults", () => {
    expect(readOptions([])).to.deep.equal({
      brief: false,
      ai: undefined,
      model: undefined,
      serve: undefined,
      out: "out",
      faults: [],
      list: false,
    });
  });

  it("are read", () => {
    const args = [
      "--brief",
      "--ai",
      "http://127.0.0.1:11434/v1/",
      "--model",
      "gemma",
      "--serve",
      "0",
      "--out",
      "elsewhere",
    ];
    expect(readOptions(args)).to.deep.equal({
      brief: true,
      ai: "http://127.0.0.1:11434/v1",
      model: "gemma",
      serve: 0,
      out: "elsewhere",
      faults: [],
      list: false,
    });
    expect(readOptions(["--help", "--serve", "8545"])).to.equal(undefined);
  });

  const mistakes: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--nonsense"], /Unknown option '--nonsense'/],
    [["more"], /Unexpected argument 'more'/],
    [["--serve", "65536"], /--serve takes a port from 0 to 65535, not "65536"/],
    [["--serve", "-1"], /--serve/],
    [["--serve", "1e3"], /--serve takes a port/],
    [["--ai", "localhost:11434"], /--ai takes a URL such as http/],
    [["--ai", "here"], /--ai takes a URL such as http/],
    [["--fault", "plague"], /--fault: No fault is called "plague"/],
    [["--fault", "node-killed@0"], /--fault: "node-killed@0": days count from 1/],
    [["--out", ""], /--out takes a folder/],
    [["--model", "gemma"], /--model names a model of the server at --ai/],
    [["--ai", "http://127.0.0.1/v1", "--model", ""], /--model takes a name/],
  ];
  for (const [args, message] of mistakes) {
    it(`are refused, with the usage: ${args.join(" ")}`, () => {
      expect(() => readOptions(args))
        .to.throw(message)
        .with.property("message")
        .that.includes(USAGE);
    });
  }

  it("are explained in 80 columns", () => {
    for (const line of USAGE.split("\n")) expect(line.length, line).to.be.at.most(80);
  });
});
