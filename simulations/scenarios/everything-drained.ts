import { subscriptionJuels, upkeepJuels } from "../faults/balances.ts";
import { against, settled } from "./record.ts";
import { scenario } from "./scenario.ts";

/** As in simulations/studio.ts. */
const MOST_ATTEMPTS = 3;

/**
 * An empty subscription can neither brick the upkeep nor let it burn its LINK, and an empty upkeep costs periods, not history: the next top-up
 * brings everything back, without anybody's doing.
 */
export const everythingDrained = scenario({
  name: "everything-drained",
  title: "Subscription and upkeep run dry; the next top-up brings everything back",
  plot: { dry: 3, attempts: { maxAttempts: MOST_ATTEMPTS, backoff: 600 } },
  short: { dry: 2 },
  without: {
    property: "the bound on attempts",
    plot: { attempts: { maxAttempts: 8, backoff: 1 } },
    fails: ["an empty subscription costs the upkeep at most three transactions a period"],
  },
  play: async ({ plot, begin, expect, count }) => {
    const scene = await begin("money", { program: "seattle-weather", from: "2012-04-01", line: plot.attempts });
    const { environment } = scene;
    const before = await scene.live(2);
    expect("funded, every period is settled", before.every(settled), against(before, settled));
    const { evolutions } = await environment.deployment.ledger.statusOf(scene.work.id);

    const refill = await scene.strike(["subscription-drained"]);
    const budget = await upkeepJuels(environment);
    const dry = await scene.live(plot.dry);
    const spent = budget - (await upkeepJuels(environment));
    expect(
      "an empty subscription sends nothing",
      dry.every(({ rounds }) => rounds.length === 0),
    );
    expect("an empty subscription settles nothing", !dry.some(settled));
    expect(
      "an empty subscription costs the upkeep at most three transactions a period",
      dry.every(({ performed }) => performed <= MOST_ATTEMPTS),
      String(dry.map(({ performed }) => performed)),
    );
    count("milli-LINK that the upkeep spends a dry period", Number((spent * 1_000n) / 10n ** 18n / BigInt(plot.dry)));
    await refill();
    const refilled = await scene.live(1);
    expect("the subscription's top-up settles the next period", refilled.every(settled), against(refilled, settled));

    const refuel = await scene.strike(["upkeep-drained"]);
    const still = await scene.live(plot.dry);
    expect(
      "an empty upkeep performs nothing",
      still.every(({ performed }) => performed === 0),
    );
    await refuel();
    const moving = await scene.live(1);
    expect("the upkeep's top-up settles the next period", moving.every(settled), against(moving, settled));

    const refillBoth = await scene.strike(["upkeep-drained", "subscription-drained"]);
    expect("both are empty", (await subscriptionJuels(environment)) + (await upkeepJuels(environment)) === 0n);
    const dead = await scene.live(plot.dry);
    expect(
      "with both empty nothing is settled and the token says so",
      !dead.some(settled) && dead.at(-1)!.rung !== "fresh",
    );
    await refillBoth();
    const alive = await scene.live(1);
    expect(
      "topped up, the next period is settled and fresh",
      alive.every((each) => settled(each) && each.rung === "fresh"),
      against(alive, settled),
    );
    const kept = await environment.deployment.ledger.statusOf(scene.work.id);
    expect("history was kept all the time", kept.evolutions >= evolutions);
  },
});
