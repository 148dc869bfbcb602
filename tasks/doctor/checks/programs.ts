import { type Check, type Finding, critical, warning } from "../finding.ts";
import type { DeploymentHealth, ProgramHealth, Reading } from "../reading/reading.ts";

/** A check of one program, for every program. */
export function eachProgram(find: (program: ProgramHealth, reading: Reading) => readonly Finding[]): Check["find"] {
  return (reading) => (reading.deployment?.programs ?? []).flatMap((program) => find(program, reading));
}

/** That the programs are where the record says, run, and are heard where they should be. */
export const programs: Check = {
  about: "programs",
  needsDeployment: true,
  find: ({ deployment }) =>
    deployment === undefined ? [] : [...unknown(deployment), ...deployment.programs.flatMap(state)],
};

function unknown({ unknown: names }: DeploymentHealth): Finding[] {
  return names.map(({ name, id }) =>
    critical({
      name: "program-unknown",
      program: name,
      sentence: `The ledger has no program ${id}, which the deployment record calls ${name}.`,
      remedy: `doctor mend program-unknown ${name}`,
    }),
  );
}

function state({ name, paused, listeners, collection, managed }: ProgramHealth): Finding[] {
  const findings: Finding[] = [];
  if (paused)
    findings.push(
      warning({
        name: "program-paused",
        program: name,
        sentence: `${name} is paused: it shows its preset and settles nothing.`,
        remedy: `program unpause ${name}`,
      }),
    );
  if (!listeners.includes(collection.address))
    findings.push(
      warning({
        name: "listener-missing",
        program: name,
        sentence: `The collection of ${name} is not told of changes: markets go on showing old pictures.`,
        remedy: `doctor mend listener-missing ${name}`,
      }),
    );
  if (!managed)
    findings.push(
      warning({
        name: "collection-unmanaged",
        program: name,
        sentence: `Managers may not act on the collection of ${name}: its guarded functions are not theirs in the access manager.`,
        remedy: `doctor mend collection-unmanaged ${name}`,
      }),
    );
  return findings;
}
