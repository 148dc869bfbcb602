import { expect } from "chai";

import {
  type Aggregation,
  type Observation,
  aggregate,
  canAggregate,
  median,
  mode,
} from "../../../simulations/node/aggregation.ts";

/** Observations of nodes 0, 1, ... in this order: "e:" marks an error. */
function observations(...values: readonly string[]): Observation[] {
  return values.map((value, node) => ({
    node,
    requestId: "0x01",
    result: value.startsWith("e:") ? "0x" : value,
    error: value.startsWith("e:") ? value.slice(2) : "0x",
    callbackGasLimit: 300_000,
    coordinator: "0xc0",
    onchainMetadata: "0xda",
  }));
}

const outcome = (values: readonly string[], aggregation: Aggregation = "mode") => {
  const aggregated = aggregate(observations(...values), { nodes: 4, f: 1, aggregation });
  return aggregated && { result: aggregated.result, error: aggregated.error };
};

describe("aggregation", () => {
  describe("canAggregate", () => {
    const table: readonly (readonly [number, number, number, boolean])[] = [
      [4, 1, 2, false],
      [4, 1, 3, true],
      [4, 1, 4, true],
      [4, 1, 5, false],
      [7, 2, 4, false],
      [7, 2, 5, true],
      [1, 0, 0, false],
    ];
    for (const [nodes, f, count, expected] of table) {
      it(`${expected ? "accepts" : "refuses"} ${count} observations of ${nodes} nodes with f = ${f}`, () => {
        expect(canAggregate(nodes, f, count)).to.equal(expected);
      });
    }
  });

  describe("aggregate", () => {
    const table: readonly (readonly [string, readonly string[], string, string])[] = [
      ["all equal", ["0xaa", "0xaa", "0xaa", "0xaa"], "0xaa", "0x"],
      ["a majority", ["0xbb", "0xaa", "0xaa", "0xaa"], "0xaa", "0x"],
      ["a tie goes to the value that first reaches the count", ["0xbb", "0xaa", "0xaa", "0xbb"], "0xaa", "0x"],
      ["all different: the first", ["0xdd", "0xaa", "0xbb", "0xcc"], "0xdd", "0x"],
      ["as many errors as successes: success", ["e:0xee", "e:0xee", "0xaa", "0xaa"], "0xaa", "0x"],
      ["more errors: the commonest error", ["e:0xe1", "e:0xe2", "e:0xe2", "0xaa"], "0x", "0xe2"],
      ["an empty result is a success", ["0x", "0x", "e:0xee"], "0x", "0x"],
    ];
    for (const [name, values, result, error] of table) {
      it(`by mode, ${name}`, () => {
        expect(outcome(values)).to.deep.equal({ result, error });
      });
    }

    it("by median, takes the lower middle of an even number", () => {
      expect(outcome(["0x04", "0x01", "0x03", "0x02"], "median")).to.deep.equal({ result: "0x02", error: "0x" });
    });

    it("by median, still takes errors by mode", () => {
      expect(outcome(["e:0xe3", "e:0xe1", "e:0xe3"], "median")).to.deep.equal({ result: "0x", error: "0xe3" });
    });

    it("has no answer below 2f + 1 observations", () => {
      expect(outcome(["0xaa", "0xaa"])).to.equal(undefined);
    });

    it("carries the winners' commitment, not the losers'", () => {
      const [first, ...rest] = observations("e:0xee", "0xaa", "0xaa", "0xaa");
      const forged = { ...first!, onchainMetadata: "0xbad0", callbackGasLimit: 1 };
      const aggregated = aggregate([forged, ...rest], { nodes: 4, f: 1, aggregation: "mode" });
      expect(aggregated).to.include({ onchainMetadata: "0xda", callbackGasLimit: 300_000 });
    });
  });

  describe("median", () => {
    it("orders by length before bytes", () => {
      expect(median(["0x0001", "0xff", "0xfe"])).to.equal("0xff");
    });

    it("refuses no values", () => {
      expect(() => median([])).to.throw(RangeError);
    });
  });

  it("mode refuses no values", () => {
    expect(() => mode([])).to.throw(RangeError);
  });
});
