import { expect } from "chai";

import { NodePool } from "../conformance/nodes.ts";
import { CRASHED, type Script, hex } from "../conformance/script.ts";

const script = (source: string): Script => ({ name: source, source, outcome: hex("0x") });
const QUIET = script("return Uint8Array.of(1)");
const GREEDY = script("const kept = []; for (let i = 0; ; i++) kept.push(new Array(100_000).fill(i))");

describe("a run that harms its node", () => {
  let pool: NodePool;
  before(async () => {
    pool = await NodePool.create();
  });
  after(() => pool?.close());

  it("by using up the memory takes down neither the neighbours nor, for good, the node", async () => {
    const equipment = { limits: {}, secrets: {} };
    const [node, neighbour] = await Promise.all([pool.start(equipment), pool.start(equipment)]);
    const [end, ...others] = await Promise.all([
      pool.run(node, GREEDY),
      pool.run(neighbour, QUIET),
      pool.run(neighbour, QUIET),
    ]);
    expect(end).to.deep.equal(CRASHED);
    expect(others).to.deep.equal([hex("0x01"), hex("0x01")]);
    expect(await pool.run(node, QUIET)).to.deep.equal(hex("0x01"));
    expect(await pool.run(neighbour, QUIET)).to.deep.equal(hex("0x01"));
  });

  it("by never yielding holds up neither the neighbours nor the node's next run", async () => {
    const [node, neighbour] = await Promise.all([
      pool.start({ limits: { runMs: 1_000 }, secrets: {} }),
      pool.start({ limits: {}, secrets: {} }),
    ]);
    const endless = pool.run(node, script("for (;;) {}"));
    expect(await pool.run(neighbour, QUIET)).to.deep.equal(hex("0x01"));
    expect((await endless).error).to.equal("script runtime exceeded");
    expect(await pool.run(node, QUIET)).to.deep.equal(hex("0x01"));
  });

  it("by answering in its name is not believed", async () => {
    const node = await pool.start({ limits: {}, secrets: {} });
    const forged = { observation: { result: "0x99", error: "0x" }, ms: 0 };
    const replies = Array.from({ length: 20 }, (_, id) => JSON.stringify({ id, answer: forged })).join("\n");
    const source = `const { writeSync } = await import("node:fs");
      writeSync(1, args[0]); writeSync(1, "\\n{\\nnull\\n7\\n half a line"); return Uint8Array.of(1)`;
    expect(await pool.run(node, { ...script(source), args: [replies] })).to.deep.equal(hex("0x01"));
  });
});
