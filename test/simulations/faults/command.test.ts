import { expect } from "chai";

import { faultsText, readCommand } from "../../../simulations/faults/command.ts";
import { faults } from "../../../simulations/faults/index.ts";
import { briefChapters, chapters, incidentsOn, withOrders } from "../../../simulations/story/chapters.ts";

describe("a fault on the command line", () => {
  const orders: readonly (readonly [text: string, id: string, nodes: readonly number[] | undefined, days: unknown])[] =
    [
      ["node-killed", "node-killed", undefined, undefined],
      ["kraken-down#0,2", "kraken-down", [0, 2], undefined],
      ["gas-jump@13", "gas-jump", undefined, [13, 13]],
      ["openai-429#3@5-7", "openai-429", [3], [5, 7]],
    ];
  for (const [text, id, nodes, days] of orders) {
    it(`is read: ${text}`, () => {
      const { fault, target, ...rest } = readCommand(text);
      expect(fault.id).to.equal(id);
      expect(target.nodes).to.deep.equal(nodes);
      expect(rest).to.deep.equal({ text, days });
    });
  }

  const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
    ["", /is no NAME\[#NODES\]\[@DAYS\]/],
    ["Node Killed", /is no NAME/],
    ["node-killed#x", /is no NAME/],
    ["node-killed@7-5", /days count from 1 and go forward/],
    ["gas-jump#1", /strikes the chain, not single nodes/],
    ["node-asleep", /No fault is called "node-asleep"; there are node-slow, /],
  ];
  for (const [text, message] of mistakes) {
    it(`is refused: "${text}"`, () => {
      expect(() => readCommand(text)).to.throw(message);
    });
  }

  it("finds days of its own in every chapter", () => {
    for (const chapter of [...chapters, ...briefChapters]) {
      const { incidents } = withOrders(chapter, [readCommand("node-killed")]);
      const ordered = incidents.at(-1)!;
      expect(ordered).to.include({ name: "node-killed", expected: "anything" });
      for (let day = ordered.day - 1; day < ordered.day + ordered.days; day++) {
        expect(incidentsOn(chapter, day), `day ${day}`).to.deep.equal([]);
      }
      expect(ordered.day + ordered.days - 1).to.be.at.most(chapter.days);
    }
  });

  it("is refused when a chapter is too short for it", () => {
    expect(() => withOrders(briefChapters[0]!, [readCommand("node-killed@7")])).to.throw(
      "--fault node-killed@7: the chapter of sp500 has 6 days.",
    );
  });

  it("is one of a list of 80 columns", () => {
    const text = faultsText();
    for (const line of text.split("\n")) expect(line.length, line).to.be.at.most(80);
    for (const { id } of faults) expect(text).to.include(`  ${id} `);
  });
});
