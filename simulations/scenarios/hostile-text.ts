import type { PeriodRecord } from "./record.ts";
import { scenario } from "./scenario.ts";

const ITS_OWN = "numbers only";

/** A program that lets a provider's text through to its AI's question, where it is believed. */
function gullible(source: string): string {
  return source
    .replace(/(\w+)=await (\w+)\.text\(\);/, '$1=await $2.text();globalThis.told||=$1.includes("The measure is 9999");')
    .replace(/"measure":\$\{(\w+)\}/, '"measure":${globalThis.told?9999:$1}');
}

/** Of a provider's answer only numbers reach the AI, so whatever stands beside them changes nothing. */
export const hostileText = scenario({
  name: "hostile-text",
  title: "Hostile text in the providers' fields changes nothing",
  plot: { lets: ITS_OWN, periods: 10 },
  short: { periods: 5 },
  without: {
    property: "the rule that only numbers pass",
    plot: { lets: "text through" },
    fails: ["the history is the same, digest by digest"],
  },
  play: async ({ plot, begin, expect }) => {
    const setting = {
      program: "seattle-weather",
      from: "2014-05-01",
      // Both times the same version of the program, so that the answers can be compared.
      source: plot.lets === ITS_OWN ? (source: string) => `${source};` : gullible,
    } as const;
    const calm = await (await begin("without the text", setting)).live(plot.periods);
    const scene = await begin("with the text", setting);
    await scene.strike(["open-meteo-hostile", "ncei-hostile"]);
    const hostile = await scene.live(plot.periods);

    const told = scene.environment.world.requests.recent().filter(({ faults }) => faults.includes("hostileText"));
    expect(
      "every node was told, by both providers, every time",
      told.length >= plot.periods * 2 * scene.environment.network.nodes.length,
    );
    expect(
      "the history is the same, digest by digest",
      history(calm) === history(hostile),
      firstDifference(calm, hostile),
    );
    expect("there is a history to compare", calm.filter(({ digest }) => digest !== undefined).length >= 3);
  },
});

const line = ({ date, outcome, digest }: PeriodRecord): string => `${date} ${outcome} ${digest ?? ""}`;
const history = (records: readonly PeriodRecord[]): string => records.map(line).join("\n");

function firstDifference(one: readonly PeriodRecord[], other: readonly PeriodRecord[]): string | undefined {
  const index = one.findIndex((record, at) => line(record) !== line(other[at]!));
  return index < 0 ? undefined : `${one[index]!.state} became ${other[index]!.state} on ${one[index]!.date}`;
}
