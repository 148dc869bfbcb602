/** How a scene differs from a plain deployment. */
import type { Terms } from "../../functions-source/registration.ts";

export type ProgramName = "seattle-weather" | "sp500";

/** See `LineConfig` in contracts/consumers/IFunctionsConsumer.sol. */
export interface LineChange {
  readonly maxAttempts?: number;
  /** seconds */
  readonly backoff?: number;
  /** seconds */
  readonly grace?: number;
  readonly confirm?: boolean;
}

/** How a scene differs from a plain deployment. */
export interface Setting {
  readonly program: ProgramName;
  /** UTC day of the first period. */
  readonly from: string;
  readonly aggregation?: "mode" | "median";
  /** What is different in how requests are made. */
  readonly line?: LineChange;
  readonly terms?: Partial<Terms>;
  /** Another source in place of the program's own. */
  readonly source?: (source: string) => string;
  /** False: requests name no secrets, so no AI can be asked. */
  readonly secrets?: boolean;
}

/** Unix seconds at which the first period begins. */
export function startOf({ from }: Setting): number {
  return Date.parse(`${from}T00:00:00Z`) / 1_000;
}
