import { against, settled } from "./record.ts";
import { scenario } from "./scenario.ts";

const FEEDS = ["cboe", "yahoo", "fred"] as const;

/** Three feeds, so that nobody decides alone. */
const ITS_OWN = "independent feeds";

/** Every feed the first one: as if there were no second opinion. */
function sameFeedThrice(source: string): string {
  return source.replace(/\[(\w+)\("SPX"\),\w+\("%5EGSPC"\),\w+\("SP500"\)\]/, '[$1("SPX"),$1("SPX"),$1("SPX")]');
}

/** Of three providers any two decide; one alone never does. */
export const feedLadder = scenario({
  name: "feed-ladder",
  title: "One, two, all providers gone: any two decide, one alone never does",
  plot: { feeds: ITS_OWN, dark: 8, maxAttempts: 3 },
  short: { maxAttempts: 1 },
  without: {
    property: "independence of the feeds",
    plot: { feeds: "the first one thrice" },
    fails: ["without cboe every period is settled", "with cboe alone nothing is settled"],
  },
  play: async ({ plot, begin, expect }) => {
    const scene = await begin("feeds", {
      program: "sp500",
      from: "2012-09-10",
      line: { maxAttempts: plot.maxAttempts },
      ...(plot.feeds === ITS_OWN ? {} : { source: sameFeedThrice }),
    });
    const before = await scene.live(1);
    expect("with all three the period is settled", before.every(settled), against(before, settled));

    for (const gone of FEEDS) {
      const lift = await scene.strike([`${gone}-down`]);
      const lived = await scene.live(1);
      expect(`without ${gone} every period is settled`, lived.every(settled), against(lived, settled));
      await lift();
    }
    for (const left of FEEDS) {
      const lift = await scene.strike(FEEDS.filter((feed) => feed !== left).map((feed) => `${feed}-500`));
      const lived = await scene.live(1);
      expect(
        `with ${left} alone nothing is settled`,
        !lived.some(settled),
        against(lived, (each) => !settled(each)),
      );
      await lift();
      const again = await scene.live(1);
      expect(`after ${left} alone the next period is settled`, again.every(settled), against(again, settled));
    }

    const contradicted = await scene.strike(["feed-contradicts"]);
    const outvoted = await scene.live(1);
    expect("one of three that contradicts is outvoted", outvoted.every(settled), against(outvoted, settled));
    await contradicted();

    const lift = await scene.strike(FEEDS.map((feed) => `${feed}-503`));
    const dark = await scene.live(plot.dark);
    const ladder = dark.map(({ rung }) => rung).join(" ");
    const errors = dark.flatMap(({ rounds }) => rounds.map(({ error }) => error ?? ""));
    expect("without any nothing is settled", !dark.some(settled), ladder);
    expect(
      "without any every round says FEED_QUORUM",
      errors.every((error) => error.startsWith("FEED_QUORUM")),
    );
    expect("without any it grows stale, then shows the preset", /^fresh( stale)+( fallback)+$/.test(ladder), ladder);
    await lift();
    const after = await scene.live(1);
    expect(
      "with the feeds back the next period is fresh",
      after.every(({ rung }) => rung === "fresh"),
      against(after, settled),
    );
  },
});
