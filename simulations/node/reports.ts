/** Encodes OCR2 reports: what nodes sign and contracts decode. */
import { AbiCoder, Interface } from "ethers";

import { type Aggregate } from "./aggregation.ts";
import type { UpkeepCheck } from "./protocol.ts";

const coder = AbiCoder.defaultAbiCoder();

/** KeeperRegistry 2.1's simulation of an upkeep. */
export const upkeepChecks = new Interface([
  "function checkUpkeep(uint256 id) returns (bool upkeepNeeded, bytes performData, uint8 failureReason, uint256 gasUsed, uint256 gasLimit, " +
    "uint256 fastGasWei, uint256 linkNative)",
]);

const UPKEEP_REPORT =
  "tuple(uint256 fastGasWei, uint256 linkNative, uint256[] upkeepIds, uint256[] gasLimits, bytes[] triggers, bytes[] performDatas)";

/** A Functions report for one request (a batch size of one). */
export function encodeFunctionsReport(aggregate: Aggregate): string {
  return coder.encode(
    ["bytes32[]", "bytes[]", "bytes[]", "bytes[]", "bytes[]"],
    [
      [aggregate.requestId],
      [aggregate.result],
      [aggregate.error],
      [aggregate.onchainMetadata],
      [aggregate.coordinator],
    ],
  );
}

/**
 * An Automation report for all upkeeps that are needed, triggered by `block`, or undefined when none is.
 *
 * @param block must be older than the block that the report will be performed in
 */
export function encodeUpkeepReport(
  checks: readonly UpkeepCheck[],
  block: { readonly number: number; readonly hash: string },
): string | undefined {
  const outcomes = checks.map(({ upkeepId, answer }) => ({
    upkeepId,
    check: upkeepChecks.decodeFunctionResult("checkUpkeep", answer),
  }));
  const needed = outcomes.filter(({ check }) => check.getValue("upkeepNeeded"));
  const [first] = needed;
  if (first === undefined) return undefined;
  const trigger = coder.encode(["uint32", "bytes32"], [block.number, block.hash]);
  return coder.encode(
    [UPKEEP_REPORT],
    [
      {
        fastGasWei: first.check.getValue("fastGasWei"),
        linkNative: first.check.getValue("linkNative"),
        upkeepIds: needed.map(({ upkeepId }) => upkeepId),
        gasLimits: needed.map(({ check }) => check.getValue("gasLimit")),
        triggers: needed.map(() => trigger),
        performDatas: needed.map(({ check }) => check.getValue("performData")),
      },
    ],
  );
}
