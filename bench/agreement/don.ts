/** One round of the DON: who is heard, and what is made of it. */
import { type Aggregate, type Observation, aggregate } from "../../simulations/node/aggregation.ts";
import { fractionOf } from "../../simulations/world/hash.ts";
import type { Observed } from "./node-run.ts";
import { type Setting, faultyOf } from "./setting.ts";

const RESULT = { requestId: "0x01", callbackGasLimit: 200_000, coordinator: "0x02", onchainMetadata: "0x03" };

export type Heard = Pick<Observation, "node" | "result" | "error">;

/** What the DON reports of these observations, in this order. */
export function report(heard: readonly Heard[], { n, aggregation }: Setting): Pick<Aggregate, "result" | "error"> {
  return aggregate(
    heard.map((each) => ({ ...RESULT, ...each })),
    { nodes: n, f: faultyOf(n), aggregation },
  )!;
}

/** 2f + 1 of the nodes, as they happen to be heard first. */
export function heardFirst(observed: readonly Observed[], { n }: Setting, round: string): Heard[] {
  return observed
    .map((each, node) => ({ ...each, node, at: fractionOf(`heard|${round}|${node}`) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 2 * faultyOf(n) + 1);
}

/**
 * What liars who see all honest observations, hear whom they like and speak in any order can have reported, best first: their own answer
 * `wanted`, if any choice of 2f + 1 observers delivers it.
 */
export function adversarial(
  honest: readonly Observed[],
  setting: Setting,
  wanted: string,
): Pick<Aggregate, "result" | "error"> | undefined {
  const { n, liars } = setting;
  const lies = Array.from({ length: liars }, (_, index): Heard => ({ node: n - 1 - index, result: wanted, error: "0x" }));
  const room = 2 * faultyOf(n) + 1 - lies.length;
  for (const chosen of choices(honest, wanted, room))
    for (const heard of [
      [...lies, ...chosen],
      [...chosen, ...lies],
    ]) {
      const made = report(heard, setting);
      if (made.error === "0x" && made.result === wanted) return made;
    }
  return undefined;
}

/** Those who say what is wanted first, then as many different ones as can be: the choice that helps a lie most. */
function choices(honest: readonly Observed[], wanted: string, room: number): Heard[][] {
  const all = honest.map((each, node) => ({ ...each, node }));
  const same = all.filter(({ result, error }) => error === "0x" && result === wanted);
  const others = all.filter((each) => !same.includes(each));
  const counts = new Map<string, number>();
  const rank = ({ result, error }: Heard): number => {
    const key = `${result}${error}`;
    const seen = counts.get(key) ?? 0;
    counts.set(key, seen + 1);
    return seen;
  };
  const ranked = others.map((each) => [rank(each), each] as const).sort((a, b) => a[0] - b[0]);
  const bySpread = [...same, ...ranked.map(([, each]) => each)].slice(0, room);
  // Under MEDIAN a lie wins from the middle: the same number from below and from above.
  const sorted = [...others].sort((a, b) => (a.result < b.result ? -1 : 1));
  const half = Math.floor((room - same.length) / 2);
  const around = [...same, ...sorted.slice(0, half), ...sorted.slice(sorted.length - (room - same.length - half))];
  return [bySpread, around.slice(0, room)];
}
