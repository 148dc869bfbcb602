/** A planted fault, and what the doctor must say of it. */
import { expect } from "chai";

import type { Ended } from "../studio.ts";
import type { Patient } from "./ground.ts";

export interface Diagnosis {
  /** What is wrong, as the test is called. */
  readonly when: string;
  readonly plant: (patient: Patient) => Promise<unknown>;
  /** All findings and no others: `critical upkeep-paused: upkeep unpause`. */
  readonly finds: readonly string[];
  /** Whether the first finding's remedy makes it go away: with these answers to what its task asks, or once the DON has answered. */
  readonly cured?: readonly string[] | "answered" | true;
}

/** Writes one test for each, on a deployment of `PROGRAMS` that is healthy before. */
export function diagnoses(patient: () => Patient, list: readonly Diagnosis[]): void {
  for (const { when, plant, finds, cured } of list)
    it(when, async () => {
      await plant(patient());
      const { findings, exitCode } = await patient().examine();
      expect(findings.map(inWords)).to.deep.equal(finds);
      expect(exitCode).to.equal(exitCodeFor(finds));
      for (const { sentence } of findings) expect(sentence).to.match(/^\S[^\n]*\.$/);
      if (cured === undefined) return;
      const [first] = findings;
      const { stderr, exitCode: ended } = await follow(patient(), first!.remedy, cured);
      expect(ended, stderr).to.equal(0);
      const left = (await patient().examine()).findings.map(({ name, program }) => [name, program]);
      expect(left).not.to.deep.include([first!.name, first!.program]);
    });
}

function follow(patient: Patient, remedy: string, cured: NonNullable<Diagnosis["cured"]>): Promise<Ended> {
  if (cured !== "answered") return patient.follow(remedy, cured === true ? undefined : cured);
  return patient.whileAnswering(patient.follow(remedy));
}

function exitCodeFor(finds: readonly string[]): number {
  if (finds.length === 0) return 0;
  return finds.some((line) => line.startsWith("critical")) ? 4 : 3;
}

function inWords({ name, severity, remedy }: { name: string; severity: string; remedy: string }): string {
  const words = /^npx --no hardhat (.*) --network localhost$/.exec(remedy)?.[1];
  return `${severity} ${name}: ${words ?? `no command: ${remedy}`}`;
}
