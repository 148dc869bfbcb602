/**
 * The liars: they hear all honest nodes before they speak, choose which of them are heard, and in what order.
 */
import { type Heard, type Report, quorumOf, report } from "./don.ts";
import type { Observed } from "./node-run.ts";
import type { Setting } from "./setting.ts";

/** Bytes of the right length that no honest node says, below and above all that honest nodes say. */
export const JUNK = [`0x01${"00".repeat(127)}`, `0x01${"ff".repeat(127)}`];
const LIE_ERROR = `0x${Buffer.from("LIE").toString("hex")}`;

/**
 * How liars have `wanted` reported, if some choice of observers does. All of them say it, and first: no other words, and no
 * later place, help it under MODE or MEDIAN.
 */
export function imposed(observed: readonly Observed[], setting: Setting, wanted: string): Report | undefined {
  return rounds(observed, setting, wanted, "0x").find(({ answer }) => answer === wanted);
}

/** Whether liars can keep this answer from being reported: by errors, or by words that the ledger refuses. */
export function isPreventable(observed: readonly Observed[], setting: Setting, answer: string): boolean {
  const outcomes = [["0x", LIE_ERROR] as const, ...JUNK.map((junk) => [junk, "0x"] as const)];
  return outcomes.some(([result, error]) =>
    rounds(observed, setting, result, error).some((made) => made.answer !== answer),
  );
}

/** The reports of all choices of observers, if every liar says this. */
function rounds(observed: readonly Observed[], setting: Setting, result: string, error: string): Report[] {
  const lies = Array.from({ length: setting.liars }, (_, liar): Heard => ({
    node: setting.n - 1 - liar,
    result,
    error,
  }));
  const honest = observed.map((each, node): Heard => ({ ...each, node }));
  return subsets(honest, quorumOf(setting) - lies.length).map((chosen) => report([...lies, ...chosen], setting));
}

/** All ways to take so many of the items, in their order. */
export function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  const [first, ...others] = items;
  if (first === undefined || items.length < size) return [];
  return [...subsets(others, size - 1).map((rest) => [first, ...rest]), ...subsets(others, size)];
}
