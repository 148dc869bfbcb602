/** What a check says. */
import { exitCodes } from "../common/failure.ts";
import type { Reading } from "./reading/reading.ts";

/** `critical`: evolutions stop, or will within two periods. `warning`: they go on, with less than was meant. */
export type Severity = "warning" | "critical";

export interface Finding {
  /** Stable, for scripts: `upkeep-paused`. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence for people. */
  readonly sentence: string;
  /** Words of the task that helps, without `hardhat` and `--network`. Where only somebody else can help, the task that looks again. */
  readonly remedy: string;
  /** Of which program, if of one. */
  readonly program?: string;
}

/** One thing that the doctor looks at. */
export interface Check {
  /** What it looks at, in a word or two. */
  readonly about: string;
  /** Whether it looks further than at addresses and code. */
  readonly needsDeployment: boolean;
  /** Pure: all that it knows is the reading. */
  readonly find: (reading: Reading) => readonly Finding[];
}

export type Told = Omit<Finding, "severity">;

export const critical = (finding: Told): Finding => ({ ...finding, severity: "critical" });
export const warning = (finding: Told): Finding => ({ ...finding, severity: "warning" });

/** The task that looks again, for what only somebody else can mend. */
export const LOOK_AGAIN = "doctor";

/** How the doctor ends: as bad as the worst finding. */
export function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ severity }) => severity === "critical")) return exitCodes.critical;
  return findings.length > 0 ? exitCodes.warnings : exitCodes.done;
}
