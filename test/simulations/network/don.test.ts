import { expect } from "chai";
import { concat, hexlify, toUtf8Bytes } from "ethers";

import { type Fixture, hexOf, startFixture, word } from "./fixture.ts";

const TIME = 1_199_145_600;
const DAY = 86_400;

describe("the local Functions DON", () => {
  let fixture: Fixture;
  before(async () => {
    const secrets = (node: number) => ({ key: `secret of node ${node}` });
    fixture = await startFixture({ initialTime: TIME, secrets, secretsReference: { slotId: 1, version: 7 } });
  });
  after(() => fixture?.network.stop());

  /** The one error that all nodes saw and the consumer received. */
  async function errorOf(source: string): Promise<string> {
    const { delivered, fulfillCode } = await fixture.ask({ source });
    expect(fulfillCode).to.equal(0);
    expect(delivered?.result).to.equal("0x");
    return Buffer.from(delivered!.error.slice(2), "hex").toString();
  }

  it("answers a request on chain, all four nodes agreeing", async () => {
    const { ask, consumer } = fixture;
    const report = await ask({ source: "return Functions.encodeUint256(BigInt(args[0]) + 1n)", args: ["41"] });
    expect(report).to.include({ transmitted: true, fulfillCode: 0 });
    expect(report.delivered).to.deep.equal({ result: word(42), error: "0x" });
    expect(report.agreed).to.have.members([0, 1, 2, 3]);
    expect(await consumer.getFunction("lastRequestId").staticCall()).to.equal(report.requestId);
    expect(await consumer.getFunction("lastResponse").staticCall()).to.equal(word(42));
    expect(await consumer.getFunction("lastError").staticCall()).to.equal("0x");
  });

  it("runs the source on chain with its arguments, byte for byte", async () => {
    const source = `const text = JSON.stringify([args, bytesArgs, secrets, "$$ $& \u00e9"]); return Functions.encodeString(text)`;
    const { delivered } = await fixture.ask({ source, args: ["one", "\u00fc"], bytesArgs: ["0x00ff", "0x"] });
    expect(delivered?.result).to.equal(hexOf(`[["one","\u00fc"],["0x00ff","0x"],{},"$$ $& \u00e9"]`));
  });

  it("reads a payload that is a map, as the toolkit writes it", async () => {
    const { consumer, network, subscriptionId } = fixture;
    const source = "return Functions.encodeString(args[0])";
    const text = (value: string) => concat(["0x78", hexlify(Uint8Array.of(value.length)), toUtf8Bytes(value)]);
    const members = [
      text("codeLocation"),
      "0x00",
      text("codeLanguage"),
      "0x00",
      text("source"),
      text(source),
      text("args"),
      "0x81",
      text("map"),
    ];
    const payload = concat(["0xa4", ...members]);
    await consumer.getFunction("sendPayload").send(payload, subscriptionId, 300_000, network.chainlink.donId);
    const [report] = await network.don.answerPending();
    expect(report?.delivered?.result).to.equal(hexOf("map"));
  });

  it("reports a payload that is no CBOR", async () => {
    const { consumer, network, subscriptionId } = fixture;
    await consumer.getFunction("sendPayload").send("0xffff", subscriptionId, 300_000, network.chainlink.donId);
    const [report] = await network.don.answerPending();
    expect(report?.delivered?.error).to.equal(hexOf("CBOR parsing error"));
  });

  it("gives a run its node's secrets if the request refers to them", async () => {
    const source = "return Functions.encodeString(secrets.key)";
    const { observations } = await fixture.ask({ source, secrets: { slotId: 1, version: 7 } });
    const byNode = observations.map(({ node, result }) => ({ node, result })).sort((a, b) => a.node - b.node);
    expect(byNode).to.deep.equal([0, 1, 2, 3].map((node) => ({ node, result: hexOf(`secret of node ${node}`) })));
  });

  it("fails a run whose reference to secrets is stale", async () => {
    const { delivered } = await fixture.ask({ source: "return new Uint8Array(1)", secrets: { slotId: 1, version: 6 } });
    expect(delivered?.error).to.equal(hexOf("failed to fetch DONHosted secrets: not found"));
  });

  it("delivers the round's first observation when all nodes differ, and moves the first by one a round", async () => {
    const source = "return Functions.encodeString(secrets.key)";
    const secrets = { slotId: 1, version: 7 };
    const first = await fixture.ask({ source, secrets });
    const second = await fixture.ask({ source, secrets });
    expect(first.agreed).to.deep.equal([first.observations[0]!.node]);
    expect(second.agreed).to.deep.equal([(first.agreed[0]! + 1) % 4]);
  });

  describe("ends a run with the service's error text", () => {
    const table: readonly (readonly [string, string, string])[] = [
      ["a thrown error", `throw new Error("boom")`, "boom"],
      ["a thrown text", `throw "plain"`, "plain"],
      ["another thrown value", "throw 7", "invalid value thrown of type number"],
      ["a wrong type", `return "text"`, "returned value not an ArrayBuffer or Uint8Array"],
      ["no return value", "const nothing = 1", "returned value not an ArrayBuffer or Uint8Array"],
      ["257 bytes", "return new Uint8Array(257)", "response >256 bytes"],
      ["a syntax error", "return (", "syntax error, RAM exceeded, or other error"],
      ["a static import", `import "x"; return 1`, "syntax error, RAM exceeded, or other error"],
      [
        "an unhandled rejection",
        "Promise.reject(new Error()); await new Promise(() => {})",
        "syntax error, RAM exceeded, or other error",
      ],
      ["a blocked resource", `return Deno.env.get("HOME")`, "attempted access to blocked resource detected"],
      [
        "a raw connection",
        `await Deno.connect({ hostname: "127.0.0.1", port: 9 })`,
        "attempted access to blocked resource detected",
      ],
      ["a negative uint", "return Functions.encodeUint256(-1)", "input into Functions.encodeUint256 is negative"],
      ["a fraction", "return Functions.encodeInt256(0.5)", "input into Functions.encodeInt256 is not an integer"],
      [
        "a forged outcome",
        "Uint8Array = function () { return {}; }; return new ArrayBuffer(1)",
        "syntax error, RAM exceeded, or other error",
      ],
    ];
    for (const [name, source, expected] of table) {
      it(`: ${name}`, async () => {
        expect(await errorOf(source)).to.equal(expected);
      });
    }

    it(": a source that uses up its memory", async () => {
      const source = "const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length))";
      expect(await errorOf(source)).to.equal("syntax error, RAM exceeded, or other error");
      expect((await fixture.ask({ source: "return new Uint8Array(1)" })).agreed).to.have.lengthOf(4);
    });

    it(": a source that never yields", async () => {
      expect(await errorOf("for (;;) {}")).to.equal("script runtime exceeded");
    });
  });

  it("accepts 256 bytes, an ArrayBuffer, and names that shadow the injected ones", async () => {
    const { delivered } = await fixture.ask({
      source: "const args = 256, Functions = 0; return new ArrayBuffer(args)",
    });
    expect(delivered?.result).to.equal(`0x${"00".repeat(256)}`);
  });

  it("starts every run afresh", async () => {
    const source = "globalThis.runs = (globalThis.runs ?? 0) + 1; return Functions.encodeUint256(globalThis.runs)";
    await fixture.ask({ source });
    expect((await fixture.ask({ source })).delivered?.result).to.equal(word(1));
  });

  it("encodes integers as the contract reads them", async () => {
    const source =
      "const a = Functions.encodeInt256(-2), b = Functions.encodeUint256(2n ** 256n - 1n); return new Uint8Array([...a, ...b])";
    const { delivered } = await fixture.ask({ source });
    expect(delivered?.result).to.equal(concat([word(2n ** 256n - 2n), word(2n ** 256n - 1n)]));
  });

  it("charges a failing callback and does not repeat it", async () => {
    const { consumer, network, ask } = fixture;
    await consumer.getFunction("wasteGas").send(1_000_000);
    const report = await ask({ source: "return new Uint8Array(1)" });
    await consumer.getFunction("wasteGas").send(0);
    expect(report).to.include({ transmitted: true, fulfillCode: 1 });
    expect(Number(report.costJuels)).to.be.greaterThan(0);
    expect(await network.don.answerPending()).to.deep.equal([]);
  });

  it("reads the callback's gas exactly", async () => {
    const { network, consumer, ask } = fixture;
    const source = "return new Uint8Array(1)";
    await ask({ source });
    const lean = await ask({ source });
    await consumer.getFunction("wasteGas").send(50_000);
    const wasteful = await ask({ source });
    await consumer.getFunction("wasteGas").send(0);
    // The lean callback reads the amount to waste as well: 2,100 of the 50,000.
    expect(wasteful.callbackGas! - lean.callbackGas!).to.be.within(47_900, 48_400);
    expect(await network.callbackGasOf(lean.transactionHash!)).to.equal(lean.callbackGas);
  });

  it("delivers a report that was stuck past the request's timeout", async () => {
    const { network, send } = fixture;
    await send({ source: "return new Uint8Array(1)" });
    const [late] = await network.don.answerPending({ delaySeconds: 400 });
    expect(late).to.include({ transmitted: true, fulfillCode: 0 });
  });

  it("is refused when gas has become dearer than estimated, and may try again", async () => {
    const { network, send } = fixture;
    await send({ source: "return new Uint8Array(1)" });
    const [refused] = await network.don.answerPending({ gasPrice: 20_000_000_000n });
    expect(refused).to.deep.include({ transmitted: true, fulfillCode: 3, agreed: [] });
    expect(refused).not.to.have.property("delivered");
    const [accepted] = await network.don.answerPending();
    expect(accepted).to.include({ requestId: refused!.requestId, fulfillCode: 0 });
  });

  it("keeps its own time, and prices hold for years", async () => {
    const { network, ask } = fixture;
    const source = "return new Uint8Array(1)";
    const before = await ask({ source });
    await network.setTime(network.time + 1_461 * DAY);
    const after = await ask({ source });
    const block = await network.ethers.provider.getBlock("latest");
    expect(block?.timestamp).to.equal(network.time);
    expect(network.time - TIME).to.be.within(1_461 * DAY, 1_461 * DAY + 400);
    expect(after.costJuels! - before.costJuels!).to.be.lessThan(before.costJuels! / 100n);
    expect(after.fulfillCode).to.equal(0);
  });

  it("refuses to go back in time", async () => {
    const { network } = fixture;
    await network.setTime(network.time + 1);
    let failure: unknown;
    await network.setTime(network.time - 1).catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(RangeError);
  });
});
