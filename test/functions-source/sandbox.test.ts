import { expect } from "chai";

import { exchanges, openaiReply, runProgram, tail } from "./support.ts";
import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { core } from "../../functions-source/programs/bitcoin.ts";
import { run } from "../../functions-source/sandbox.ts";

type Fetch = (url: string, init: RequestInit) => Promise<unknown>;

const never = (): Promise<never> => new Promise(() => {});
const moved = tail({ lastReading: 8_500_000n });
const world = exchanges({ coinbase: 90_100.9, kraken: "90110.0", bitstamp: "90120.5" });
const respond = (url: string): Promise<unknown> => {
  const reply = world[new URL(url).host];
  return reply
    ? Promise.resolve(new Response(reply[1], { status: reply[0] }))
    : Promise.reject(new Error("unreachable"));
};

/** Runs in this process with a sandbox's globals; time is virtual: a timer fires as soon as nothing else can happen. */
async function runIn(fetch: Fetch, secrets = {}, tailText = moved) {
  const waits: number[] = [];
  const running = new Set<object>();
  const original = {
    fetch: globalThis.fetch,
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
  };
  const setTimeout = (callback: () => void, ms: number) => {
    waits.push(ms);
    const timer = {};
    running.add(timer);
    // Ten turns of the event loop are more than any reply of these tests takes.
    const fire = (left: number) => {
      if (left) setImmediate(fire, left - 1);
      else if (running.delete(timer)) callback();
    };
    fire(10);
    return timer;
  };
  let cleared = 0;
  const clearTimeout = (timer: object) => (cleared += running.delete(timer) ? 1 : 0);
  Object.assign(globalThis, { fetch, bytesArgs: [tailText], secrets, setTimeout, clearTimeout });
  try {
    const outcome = await run(core).then(
      (bytes) => tryDecodeAnswer(bytes),
      (error: Error) => error.message,
    );
    return { outcome, waits, timersLeft: running.size, cleared };
  } finally {
    Object.assign(globalThis, { ...original, bytesArgs: undefined, secrets: undefined });
  }
}

describe("run", () => {
  it("gives what the synchronous driver gives", async () => {
    const { outcome, waits } = await runIn(respond);
    expect(outcome).to.deep.equal(tryDecodeAnswer(runProgram(core, moved, world).value));
    expect(waits).to.deep.equal([2_500]);
  });
  it("refuses redirects", async () => {
    const inits: RequestInit[] = [];
    await runIn((url, init) => (inits.push(init), respond(url)));
    expect(inits.map(({ redirect }) => redirect)).to.deep.equal(["error", "error"]);
  });
  it("leaves neither a timer nor an open connection behind", async () => {
    for (const fetch of [respond, never]) {
      const signals: AbortSignal[] = [];
      const { timersLeft, cleared } = await runIn((url, { signal }) => (signals.push(signal!), fetch(url)));
      expect(timersLeft).to.equal(0);
      // A timer that has not fired is cleared at once.
      expect(cleared).to.equal(fetch === respond ? 1 : 0);
      // Where two feeds hang, the third is asked, too.
      expect(signals).to.have.length(fetch === respond ? 2 : 3);
      expect(signals.every(({ aborted }) => aborted)).to.equal(true);
    }
  });
  it("ends with an error after 5 s when every provider hangs, even one that ignores the abort", async () => {
    const { outcome, waits } = await runIn(never);
    expect(outcome).to.equal("FEED_QUORUM:none,none,none");
    expect(waits).to.deep.equal([2_500, 2_500]);
  });
  it("ends with the rules after 8.5 s when every AI hangs", async () => {
    const keys = { openaiKey: "1", mistralKey: "2" };
    const { outcome, waits } = await runIn((url) => (url.includes("/v1/") ? never() : respond(url)), keys);
    expect(outcome).to.include({ decider: 2, state: 3 });
    expect(waits).to.deep.equal([2_500, 3_000, 3_000]);
  });
  it("does not wait for a body that never ends, and keeps the others", async () => {
    const stuck = { status: 200, text: never };
    const { outcome } = await runIn((url) => (url.includes("kraken") ? Promise.resolve(stuck) : respond(url)));
    expect(outcome).to.include({ decider: 2, state: 3 });
  });
  it("takes an answer over 100 KB for none, and one of 100 KB for one", async () => {
    const padded = (length: number) => {
      const body = world["api.kraken.com"]![1];
      return Promise.resolve(new Response(body.padEnd(length)));
    };
    const fetchOf = (length: number) => (url: string) =>
      url.includes("kraken") ? padded(length) : url.includes("coinbase") ? respond(url) : never();
    expect((await runIn(fetchOf(100_000))).outcome).to.include({ kind: 1 });
    expect((await runIn(fetchOf(100_001))).outcome).to.equal("FEED_QUORUM:ok,none,none");
  });
  it("asks the AI with a POST", async () => {
    const posts: RequestInit[] = [];
    const reply = openaiReply({ state: "drift", mood: "hope" })!;
    const { outcome } = await runIn(
      (url, init) =>
        url.includes("openai") ? (posts.push(init), Promise.resolve(new Response(reply[1]))) : respond(url),
      { openaiKey: "k" },
    );
    expect(outcome).to.include({ decider: 1, state: 2 });
    expect(posts.map(({ method }) => method)).to.deep.equal(["POST", "POST", "POST"]);
  });
  it("throws the code's text", async () => {
    expect((await runIn(respond, {}, "0x")).outcome).to.equal("BAD_ARGS:tail");
  });
});
