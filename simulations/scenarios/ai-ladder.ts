import { type PeriodRecord, against, evolved } from "./record.ts";
import { scenario } from "./scenario.ts";

const FIRST = "api.openai.com";
const SECOND = "api.mistral.ai";
/** Each of these loses the first AI's answer. */
const LOST: readonly string[] = [
  "500",
  "429",
  "refusal",
  "truncated",
  "invalid-json",
  "outside-schema",
  "key-expired",
  "html",
];
/** The program moves often enough that it evolves within so many days. */
const MOST = 6;

/** An AI that does not answer costs nothing: the other one votes with the rules, and the rules decide when there is none. */
export const aiLadder = scenario({
  name: "ai-ladder",
  title: "First AI, second AI, none: somebody always decides",
  plot: { secrets: true, lost: LOST, stall: true },
  short: { lost: ["500", "refusal", "outside-schema"], stall: false },
  without: {
    property: "keys for the AIs",
    plot: { secrets: false, lost: ["500"], stall: false },
    fails: ["with both the model decides", "both AIs are asked by every node"],
  },
  play: async ({ plot, begin, expect }) => {
    const scene = await begin("AIs", { program: "seattle-weather", from: "2013-04-01", secrets: plot.secrets });
    const { requests } = scene.environment.world;
    const asked = (host: string): number => requests.countOf({ host });
    const decided = (by: string) => (record: PeriodRecord) => !evolved(record) || record.decider === by;
    const nodes = scene.environment.network.nodes.length;

    const [firstBefore, secondBefore] = [asked(FIRST), asked(SECOND)];
    const both = await scene.live(1);
    expect("with both the model decides", both.every(decided("model")), against(both, decided("model")));
    expect(
      "both AIs are asked by every node",
      asked(FIRST) - firstBefore >= nodes && asked(SECOND) - secondBefore >= nodes,
    );

    const ways = plot.stall ? [...plot.lost, "stall"] : plot.lost;
    for (const way of ways) {
      const lift = await scene.strike([`openai-${way}`]);
      const before = asked(SECOND);
      const lived = await scene.liveUntilEvolved(MOST);
      const model = lived.some(evolved) && lived.every(decided("model")) && asked(SECOND) - before === nodes;
      expect(`the second AI is enough when the first fails by ${way}`, model, against(lived, decided("model")));
      await lift();
    }

    const reasoning = await scene.strike(["openai-reasoning-first"]);
    const reasoned = await scene.liveUntilEvolved(MOST);
    expect("reasoning before the answer does no harm", reasoned.some(evolved) && reasoned.every(decided("model")));
    await reasoning();

    await scene.strike(["openai-529", "mistral-503"]);
    const none = await scene.liveUntilEvolved(MOST);
    expect(
      "without any the rules decide",
      none.some(evolved) && none.every(decided("rules")),
      against(none, decided("rules")),
    );
    const all = scene.records;
    expect(
      "no period was lost to an AI",
      all.every(({ outcome }) => outcome !== "unsettled"),
    );
    expect(
      "all nodes agreed every time",
      all.every(({ rounds }) => rounds.every(({ agreed }) => agreed.length === nodes)),
    );
  },
});
