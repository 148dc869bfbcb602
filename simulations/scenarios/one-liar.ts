import { against, settled } from "./record.ts";
import { scenario } from "./scenario.ts";

const LIES = ["bytes", "copy", "state", "digest", "error", "forged"] as const;

/** Honest nodes that agree are more than f: whatever one node says, theirs is the most frequent answer and the median. */
export const oneLiar = scenario({
  name: "one-liar",
  title: "One liar among honest nodes that agree changes nothing",
  plot: { liars: [3] as readonly number[], periods: 2 },
  short: { periods: 1 },
  without: {
    property: "the honest majority",
    plot: { liars: [2, 3] },
    fails: ["under median no lie is delivered", "under mode no lie is delivered"],
  },
  play: async ({ plot, begin, expect }) => {
    const isHonest = (node: number): boolean => !plot.liars.includes(node);
    for (const aggregation of ["mode", "median"] as const) {
      const scene = await begin(aggregation, { program: "seattle-weather", from: "2012-06-01", aggregation });
      for (const lie of LIES) {
        const stop = await scene.strike([`node-lying-${lie}`], { nodes: plot.liars });
        await scene.live(plot.periods);
        await stop();
      }
      const { records } = scene;
      const rounds = records.flatMap((each) => each.rounds);
      expect(
        `under ${aggregation} no lie is delivered`,
        rounds.every(({ agreed }) => agreed.some(isHonest)),
      );
      expect(
        `under ${aggregation} every period is settled at once`,
        records.every((each) => settled(each) && each.rounds.length === 1),
        against(records, settled),
      );
    }
  },
});
