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

  const FORGED = { observation: { result: "0x99", error: "0x" }, ms: 0 };
  const FORGERIES = Array.from({ length: 50 }, (_, id) => JSON.stringify({ id, answer: FORGED })).join("\n");
  const thread = (options: string): string => `const { Worker } = await import("node:worker_threads");
    const worker = new Worker(${options}); await new Promise((resolve) => { worker.on("error", resolve); setTimeout(resolve, 300); })`;
  const attempts: readonly (readonly [string, string])[] = [
    ["writing to the console", `console.log(args[0])`],
    ["writing to the standard output", `Deno.stdout.writeSync(new TextEncoder().encode(args[0]))`],
    ["writing half a line through process", `process.stdout.write('{"id":')`],
    [
      "writing to both outputs through node:fs",
      `const { writeSync } = await import("node:fs"); for (const fd of [1, 2]) writeSync(fd, args[0] + "\\n{\\nnull\\n7\\n half")`,
    ],
    ["writing through node:process", `(await import("node:process")).default.stdout.write(args[0] + "\\n")`],
    ["reading the standard input", `Deno.stdin.read(new Uint8Array(60_000))`],
    ["reading it through node:fs", `try { (await import("node:fs")).readSync(0, new Uint8Array(60_000)) } catch {}`],
    ["a thread of text", thread(`"console.log(1)", { eval: true }`)],
    ["a thread of a URL", thread(`new URL("data:text/javascript,console.log(1)")`)],
    [
      "looking for the line's key",
      `const { env } = await import("node:process"); try { if (env.IMAGO_LINE) throw env.IMAGO_LINE } catch (error) { if (typeof error === "string") throw error }`,
    ],
  ];
  for (const [how, attempt] of attempts) {
    it(`by ${how} changes neither its own answer nor the next run's`, async () => {
      const node = await pool.start({ limits: { runMs: 3_000 }, secrets: {} });
      const { pid } = node;
      const source = `try { ${attempt} } catch (error) { if (error.name !== "NotCapable") throw error } return Uint8Array.of(1)`;
      expect(await pool.run(node, { ...script(source), args: [FORGERIES] })).to.deep.equal(hex("0x01"));
      expect(await pool.run(node, script("return Uint8Array.of(2)"))).to.deep.equal(hex("0x02"));
      expect(node.pid).to.equal(pid);
      await node.stop();
    });
  }

  it("by taking over its sockets is not believed, and costs nobody else's run", async () => {
    const node = await pool.start({ limits: { runMs: 3_000 }, secrets: {} });
    const source = `const { Socket } = await import("node:net");
      for (let fd = 3; fd < 64; fd++) {
        try { new Socket({ fd }).on("error", () => {}).on("data", () => {}).write("\\n" + args[0] + "\\n"); } catch {}
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return Uint8Array.of(1)`;
    const harmful = await pool.run(node, { ...script(source), args: [FORGERIES] });
    expect(harmful).to.be.deep.oneOf([hex("0x01"), CRASHED]);
    expect(await pool.run(node, script("return Uint8Array.of(2)"))).to.deep.equal(hex("0x02"));
    expect(await pool.run(node, script("return Uint8Array.of(3)"))).to.deep.equal(hex("0x03"));
  });
});
