import { expect } from "chai";

import { bundleWithParts } from "../../../functions-source/bundle.ts";
import { FACTS, factsOf } from "../../../functions-source/feeds/facts.ts";
import { openMeteo } from "../../../functions-source/feeds/openMeteo.ts";
import { yahoo } from "../../../functions-source/feeds/yahoo.ts";
import { loadProgram, programNames } from "../../../functions-source/programs.ts";

describe("what is known of sources", () => {
  for (const name of programNames()) {
    it(`is known of each one of ${name}`, async () => {
      const { core } = await loadProgram(name);
      for (const feed of core.feeds) expect(factsOf(feed), feed.address(0, 0)).to.not.equal(undefined);
    });

    it(`is in no byte of the bundle of ${name}`, async () => {
      const { inputs } = await bundleWithParts(name);
      expect(inputs.filter((file) => file.endsWith("facts.ts"))).to.deep.equal([]);
    });
  }

  it("says where it is said", () => {
    for (const { source, lag } of FACTS) {
      expect(source).to.match(/^\S+\.\w+\S*: /);
      expect(lag).to.be.greaterThan(0);
    }
  });

  it("tells an index from its futures, and a pinned model from another", () => {
    expect([yahoo("%5EGSPC"), yahoo("ES%3DF"), yahoo("ES=F")].map((feed) => factsOf(feed)?.method)).to.deep.equal([
      "index close",
      "futures",
      "futures",
    ]);
    const { address, rows } = openMeteo("0", "0");
    const other = { rows, address: (day: number) => address(day, day).replace("models=era5", "models=gfs") };
    expect(factsOf(other)).to.equal(undefined);
  });
});
