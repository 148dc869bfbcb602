/** How long a balance must last. */
import type { Severity } from "../finding.ts";

/** With less than this, somebody who looks tomorrow comes too late. */
const CRITICAL_PERIODS = 2;
/** Time enough to notice and to pay. */
const WARNING_PERIODS = 14;
/** What a remedy pays for. */
export const REFILL_PERIODS = 60;
/** @returns undefined when the balance lasts long enough */
export function levelOf(periodsLeft: number | undefined): Severity | undefined {
  if (periodsLeft === undefined) return undefined;
  if (periodsLeft < CRITICAL_PERIODS) return "critical";
  return periodsLeft < WARNING_PERIODS ? "warning" : undefined;
}

/** `6 periods`, `no period`. */
export function periodsInWords(periodsLeft: number): string {
  if (periodsLeft === 0) return "no period";
  return periodsLeft === 1 ? "1 period" : `${periodsLeft} periods`;
}
