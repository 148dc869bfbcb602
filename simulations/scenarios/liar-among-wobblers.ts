import { type PeriodRecord, computedBy, evolved } from "./record.ts";
import { scenario } from "./scenario.ts";

const LIAR = 3;

/**
 * Where honest nodes' AIs differ from call to call, all answers of a round may differ, and a DON then delivers the first that was heard, as if it
 * were its own. A confirmation round asks again for that very answer, and no honest node vouches for a lie.
 */
export const liarAmongWobblers = scenario({
  name: "liar-among-wobblers",
  title: "A liar while honest nodes wobble: what is delivered, with and without confirmation",
  plot: { periods: 90, confirm: true, percent: 30 },
  short: { periods: 10 },
  without: {
    property: "confirmation",
    plot: { confirm: false },
    fails: ["with confirmation no evolution was computed by the liar alone"],
  },
  play: async ({ plot, begin, expect, count }) => {
    for (const confirm of [false, true]) {
      const word = confirm ? "with" : "without";
      const scene = await begin(`${word} confirmation`, {
        program: "seattle-weather",
        from: "2013-11-01",
        line: { confirm: confirm && plot.confirm },
      });
      const { world, network } = scene.environment;
      // From now on, so that the draws are the same whatever was played before.
      for (const service of ["openai", "mistral"] as const)
        world.faults.add({ service, kind: "wobble", percent: plot.percent, from: network.time });
      await scene.strike(["node-lying-forged"], { nodes: [LIAR] });
      const records = await scene.live(plot.periods);

      const evolutions = records.filter(evolved);
      const lies = evolutions.filter((each) => computedBy(each).every((node) => node === LIAR));
      const alone = evolutions.filter((each) => computedBy(each).length === 1);
      if (confirm) {
        expect("with confirmation no evolution was computed by the liar alone", lies.length === 0, dates(lies));
        expect("with confirmation the collection still evolves", evolutions.length >= plot.periods / 10);
      } else {
        expect("without confirmation the liar alone decided some evolutions", lies.length > 0);
      }
      count(`${word} confirmation: periods`, records.length);
      count(`${word} confirmation: evolutions`, evolutions.length);
      count(`${word} confirmation: of these computed by the liar alone`, lies.length);
      count(`${word} confirmation: of these computed by one honest node alone`, alone.length - lies.length);
      count(`${word} confirmation: held`, records.filter(({ outcome }) => outcome === "held").length);
      count(`${word} confirmation: gaps`, records.filter(({ outcome }) => outcome === "unsettled").length);
      count(
        `${word} confirmation: rounds`,
        records.reduce((sum, { rounds }) => sum + rounds.length, 0),
      );
      count(
        `${word} confirmation: candidates that died`,
        records.reduce((sum, each) => sum + died(each), 0),
      );
    }
  },
});

/** Confirmation rounds that did not end in the evolution. */
function died(record: PeriodRecord): number {
  return (
    record.rounds.filter(({ confirming }) => confirming).length -
    (evolved(record) && record.rounds.at(-1)!.confirming ? 1 : 0)
  );
}

const dates = (records: readonly PeriodRecord[]): string => records.map(({ date }) => date).join(" ");
