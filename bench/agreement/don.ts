/** One round of a DON: who is heard, and what is made of it. */
import { type Observation, aggregate } from "../../simulations/node/aggregation.ts";
import { fractionOf } from "../../simulations/world/hash.ts";
import type { Observed } from "./node-run.ts";
import { type Setting, faultyOf } from "./setting.ts";

const REQUEST = { requestId: "0x01", callbackGasLimit: 200_000, coordinator: "0x02", onchainMetadata: "0x03" };

/** A node, and what it says. */
export type Heard = Pick<Observation, "node" | "result" | "error">;

/** What a round brings: an answer with all who said so, or an error, which nobody answers for. */
export interface Report {
  readonly answer: string | undefined;
  readonly by: readonly number[];
}

/** What the project's own aggregation reports of these observations, in this order. */
export function report(heard: readonly Heard[], { n, aggregation }: Setting): Report {
  const observations = heard.map((each) => ({ ...REQUEST, ...each }));
  const { result, error } = aggregate(observations, { nodes: n, f: faultyOf(n), aggregation })!;
  if (error !== "0x") return { answer: undefined, by: [] };
  return {
    answer: result,
    by: heard.filter((each) => each.error === "0x" && each.result === result).map(({ node }) => node),
  };
}

/** How many observations a report is made of. */
export const quorumOf = ({ n }: Setting): number => 2 * faultyOf(n) + 1;

/** The honest nodes' observations as a round hears them: the quorum that happens to be first. */
export function heardFirst(observed: readonly Observed[], setting: Setting, round: string): Heard[] {
  return observed
    .map((each, node) => ({ ...each, node, at: fractionOf(`heard|${round}|${node}`) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, quorumOf(setting));
}
