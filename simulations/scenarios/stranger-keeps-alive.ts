import { against, settled } from "./record.ts";
import { scenario } from "./scenario.ts";

/** Whoever pays the gas may ask once a period is overdue by the grace time, so the death of all keepers is no end. */
export const strangerKeepsAlive = scenario({
  name: "stranger-keeps-alive",
  title: "All performers die; a stranger keeps the collection alive",
  plot: { periods: 60, grace: 3_600 },
  short: { periods: 10 },
  without: {
    property: "the grace after which anybody may ask",
    plot: { grace: 16_777_215, periods: 3 },
    fails: ["every period is settled by the stranger", "the collection is never stale"],
  },
  play: async ({ plot, begin, expect, count }) => {
    const scene = await begin("stranger", {
      program: "seattle-weather",
      from: "2014-01-01",
      line: { grace: plot.grace },
    });
    const { consumer } = scene.environment.deployment;
    await scene.live(1);
    await scene.strike(["upkeep-cancelled"]);
    const records = await scene.live(plot.periods, "stranger");
    expect("every period is settled by the stranger", records.every(settled), against(records, settled));
    expect(
      "the collection is never stale",
      records.every(({ rung }) => rung === "fresh"),
      against(records, ({ rung }) => rung === "fresh"),
    );
    expect(
      "no upkeep performed and no performer's attempt was spent",
      records.every(({ attempts }) => attempts === 0),
    );
    expect("the stranger needs no right", !(await consumer.isPerformer(scene.environment.network.accounts.users[7]!)));
    count("periods", records.length);
    count(
      "transactions of the stranger",
      records.reduce((sum, { performed }) => sum + performed, 0),
    );
  },
});
