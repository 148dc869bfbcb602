/** Ways in which a node can be told to be wrong, so that simulations show what a DON bears. */
import { toUtf8Bytes, hexlify } from "ethers";

import type { Observation } from "./aggregation.ts";

export type Fault =
  /** Observes these bytes (`0x` hex), whatever its run returned. */
  | { readonly kind: "lie"; readonly result: string }
  /** Observes this error, whatever its run returned. */
  | { readonly kind: "fail"; readonly error: string }
  /** Observes nothing, as a node whose executor is down. */
  | { readonly kind: "mute" };

/**
 * The observation as a faulty node gives it.
 *
 * @throws Error if it gives none
 */
export function distort(observation: Observation, fault: Fault | null): Observation {
  switch (fault?.kind) {
    case undefined:
      return observation;
    case "lie":
      return { ...observation, result: fault.result.toLowerCase(), error: "0x" };
    case "fail":
      return { ...observation, result: "0x", error: hexlify(toUtf8Bytes(fault.error)) };
    case "mute":
      throw new Error("told to observe nothing");
  }
}
