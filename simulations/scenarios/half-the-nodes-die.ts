import { against, settled } from "./record.ts";
import { scenario } from "./scenario.ts";

/** Two of four nodes are one more than f: what is left cannot report. What the token shows needs no node, though. */
export const halfTheNodesDie = scenario({
  name: "half-the-nodes-die",
  title: "Half of the nodes die; the token grows stale, falls back, recovers",
  plot: { fallbackAfter: 7n, dark: 9, maxAttempts: 3 },
  short: { maxAttempts: 1 },
  without: {
    property: "the fallback",
    plot: { fallbackAfter: 60_000n },
    fails: ["seven periods without an answer show the preset"],
  },
  play: async ({ plot, begin, expect }) => {
    const scene = await begin("nodes", {
      program: "seattle-weather",
      from: "2012-03-01",
      line: { maxAttempts: plot.maxAttempts },
      terms: { fallbackAfter: plot.fallbackAfter },
    });
    const before = await scene.live(2);
    expect("with all nodes every period is settled", before.every(settled), against(before, settled));

    const reviveOne = await scene.strike(["node-killed"]);
    const bearable = await scene.live(2);
    expect("with f nodes dead every period is settled", bearable.every(settled), against(bearable, settled));
    await reviveOne();

    const revive = await scene.strike(["node-killed-beyond-f"]);
    const dark = await scene.live(plot.dark);
    const silent = dark.flatMap(({ rounds }) => rounds).every(({ transmitted }) => !transmitted);
    expect("with half of them dead nothing is transmitted", silent);
    expect(
      "with half of them dead nothing is settled",
      !dark.some(settled),
      against(dark, (each) => !settled(each)),
    );
    const ladder = dark.map(({ rung }) => rung);
    expect("the first period without an answer is still fresh", ladder[0] === "fresh", ladder.join(" "));
    expect(
      "two periods without an answer are stale",
      ladder.slice(1, 6).every((rung) => rung === "stale"),
      ladder.join(" "),
    );
    expect(
      "seven periods without an answer show the preset",
      ladder.slice(6).every((rung) => rung === "fallback"),
      ladder.join(" "),
    );

    await revive();
    const after = await scene.live(2);
    expect(
      "with the nodes back the next period is settled and fresh",
      after.every((each) => settled(each) && each.rung === "fresh"),
      against(after, settled),
    );
  },
});
