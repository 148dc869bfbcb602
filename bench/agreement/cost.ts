/** What a period costs, from what rounds on the local network cost. */
import type { Row } from "./measure.ts";

/** Gas of a round: the consumer's request of 6,000 bytes and the transmission of an EVOLVE (`docs/benchmarks.md`). */
const GAS_A_ROUND = 324_915 + 300_223;
/** LINK that the local network's billing takes for a round at 2 gwei, as `network.ts` measures it. */
const LINK_A_ROUND = 0.105;

export interface Cost {
  /** A period, of all its rounds. */
  readonly gas: number;
  /** A period, of all its rounds. */
  readonly link: number;
}

export function costOf({ rounds, periods }: Pick<Row, "rounds" | "periods">): Cost {
  const each = rounds / periods;
  return { gas: Math.round(each * GAS_A_ROUND), link: Number((each * LINK_A_ROUND).toFixed(4)) };
}
