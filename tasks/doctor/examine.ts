/** All checks on one reading. */
import { checks } from "./checks/index.ts";
import type { Finding } from "./finding.ts";
import type { Reading } from "./reading/reading.ts";

export interface Examination {
  readonly findings: readonly Finding[];
  /** What was looked at. */
  readonly checked: readonly string[];
  /** What could not be: contracts are missing. */
  readonly skipped: readonly string[];
}

/** The worst first; within a severity in the order of the checks. */
export function examine(reading: Reading): Examination {
  const possible = checks.filter(({ needsDeployment }) => !needsDeployment || reading.deployment !== undefined);
  const findings = possible.flatMap(({ find }) => find(reading));
  return {
    findings: [
      ...findings.filter(({ severity }) => severity === "critical"),
      ...findings.filter(({ severity }) => severity === "warning"),
    ],
    checked: possible.map(({ about }) => about),
    skipped: checks.filter((check) => !possible.includes(check)).map(({ about }) => about),
  };
}
