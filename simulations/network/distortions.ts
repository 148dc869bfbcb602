/** Nodes whose processes tell the others something else than they saw. */
import type { Observation } from "../node/aggregation.ts";
import type { Observed } from "./round-report.ts";

/** What a faulty node tells the others in place of what it saw, having heard what they say. */
export type Distortion = (own: Observation, others: readonly Observation[]) => Observation;

export class Distortions {
  readonly #byNode = new Map<number, Distortion>();

  /** Makes a node tell something else; returns what makes it honest again. */
  distort(node: number, distortion: Distortion): () => void {
    this.#byNode.set(node, distortion);
    return () => {
      if (this.#byNode.get(node) === distortion) this.#byNode.delete(node);
    };
  }

  /** What everybody hears of what everybody saw. */
  apply<T extends Observed>(observed: readonly T[]): T[] {
    return observed.map((entry) => {
      const distortion = this.#byNode.get(entry.observation.node);
      if (distortion === undefined) return entry;
      const others = observed.filter((other) => other !== entry).map(({ observation }) => observation);
      return { ...entry, observation: distortion(entry.observation, others) };
    });
  }
}
