import { expect } from "chai";

import { type FaultOnCommand, applyAll, faultOf, faults } from "../../../simulations/faults/index.ts";
import { type Scene, type Stage, startStage } from "../../../simulations/scenarios/index.ts";

/** What a daily program with two feeds bears, and what costs it the period. */
const BORNE = "settled";
const FATAL = "unsettled";

/** Faults of nodes, by the end of their names: f of them are always borne. */
const beyondF: Readonly<Record<string, string>> = {
  slow: BORNE,
  stopped: FATAL,
  killed: FATAL,
  restarted: BORNE,
  "cut-off": BORNE,
  "clock-off": BORNE,
};

const others: Readonly<Record<string, string>> = {
  "first-feed-down": FATAL,
  "two-feeds-down": FATAL,
  "all-feeds-down": FATAL,
  "feed-contradicts": BORNE,
  "feed-revised": BORNE,
  "first-ai-down": BORNE,
  "all-ais-down": BORNE,
  "gas-jump": FATAL,
  "report-late": BORNE,
  "report-timed-out": FATAL,
  "report-twice": BORNE,
  "reports-in-one-block": BORNE,
  reorganisation: BORNE,
  "callback-gas-low": FATAL,
  "callback-cap-low": FATAL,
  "subscription-drained": FATAL,
  "upkeep-drained": FATAL,
  "upkeep-cancelled": FATAL,
  "consumer-removed": FATAL,
  "router-paused": FATAL,
  "allow-list-closed": BORNE,
};

const placed = faults.filter(({ id, strikes }) => strikes !== "world" || id in others);
const byName = faults.filter((fault) => !placed.includes(fault));

/** What a period under a fault comes to, or undefined where the order in which nodes are heard decides. */
function outcomeUnder({ id, strikes }: FaultOnCommand): string | undefined {
  if (strikes !== "nodes") return others[id];
  if (!id.endsWith("-beyond-f")) return BORNE;
  return beyondF[id.slice("node-".length, -"-beyond-f".length)];
}

describe("faults on command", () => {
  let stage: Stage;
  let scene: Scene;
  before(async () => {
    stage = await startStage();
    scene = await stage.begin("faults", { program: "seattle-weather", from: "2013-02-01", line: { maxAttempts: 1 } });
    await scene.live(1);
  });
  after(() => stage?.stop());

  it("have names and sentences of their own", () => {
    expect(new Set(faults.map(({ id }) => id)).size).to.equal(faults.length);
    expect(faults.filter(({ id, sentence }) => !/^[a-z0-9-]+$/.test(id) || sentence.length < 10)).to.deep.equal([]);
  });

  it("are found by name, and a wrong name gets those that are near", () => {
    expect(faultOf("kraken-down").sentence).to.equal("kraken closes every connection without an answer");
    expect(() => faultOf("kraken-up")).to.throw(/No fault is called "kraken-up"; there are kraken-down, /);
    expect(() => faultOf("plague")).to.throw(/npm start -- --faults lists all/);
  });

  for (const fault of placed) {
    const outcome = outcomeUnder(fault);
    it(`${fault.id}: ${outcome ?? "either way"}, and after it the next period is settled`, async () => {
      const lift = await scene.strike([fault.id]);
      const [during] = await scene.live(1);
      await lift();
      await lift();
      const [after] = await scene.live(1);
      if (outcome !== undefined) expect(during!.outcome === "unsettled", fault.sentence).to.equal(outcome === FATAL);
      expect(after!.outcome).to.not.equal("unsettled");
    });
  }

  it("of every service can be applied and lifted", async () => {
    const { world } = stage;
    for (const fault of byName) {
      const lift = await fault.apply(stage, { nodes: [1], from: 10, until: 20 });
      await lift();
    }
    expect(byName.length).to.be.greaterThan(100);
    expect(world.unexpected).to.deep.equal([]);
  });

  it("go together, and are lifted together", async () => {
    const names = ["node-killed", "openai-refusal", "report-late", "ncei-slow"];
    const lift = await applyAll(
      stage,
      names.map((name) => [faultOf(name)]),
    );
    const [during] = await scene.live(1);
    await lift();
    expect(during!.outcome).to.not.equal("unsettled");
    expect(stage.network.nodes.every(({ alive }) => alive)).to.equal(true);
  });

  it("are lifted when one of several cannot be applied", async () => {
    const wrong = applyAll(stage, [[faultOf("node-killed")], [faultOf("node-stopped"), { nodes: [9] }]]);
    expect(String(await wrong.catch((error: unknown) => error))).to.match(/There is no node 9; choose 0 to 3/);
    expect(stage.network.nodes.every(({ alive }) => alive)).to.equal(true);
  });
});
