import { type Check, type Finding, critical, warning } from "../finding.ts";
import type { ProgramHealth } from "../reading/reading.ts";
import { eachProgram } from "./programs.ts";

/** What runs is what was committed: terms, line, stored text and the file here all have one hash. */
export const source: Check = {
  about: "sources",
  needsDeployment: true,
  find: eachProgram((program) => [...onChain(program), ...here(program)]),
};

function onChain({ name: program, config, version, sourceHash, storedHash }: ProgramHealth): Finding[] {
  if (config === undefined)
    return [
      critical({
        name: "line-missing",
        program,
        sentence: `The consumer was never told how to ask for ${program}.`,
        remedy: `program update ${program}`,
      }),
    ];
  if (config.version !== version || config.sourceHash !== sourceHash)
    return [
      critical({
        name: "line-outdated",
        program,
        sentence: `The consumer asks for version ${config.version} of ${program}, the ledger wants version ${version}: nothing is asked for until it is configured.`,
        remedy: `program update ${program}`,
      }),
    ];
  if (storedHash === config.sourceHash) return [];
  return [
    critical({
      name: "source-damaged",
      program,
      sentence: `The stored source of ${program} ${storedHash === undefined ? "cannot be read" : "does not have the hash under which it was stored"}.`,
      remedy: `source verify ${program}`,
    }),
  ];
}

function here({ name: program, here: file, sourceHash, version }: ProgramHealth): Finding[] {
  if ("problem" in file)
    return [
      warning({
        name: "source-not-here",
        program,
        sentence: `The source of ${program} cannot be bundled here to compare it: ${file.problem}`,
        remedy: `source verify ${program}`,
      }),
    ];
  if (file.sourceHash === sourceHash) return [];
  return [
    warning({
      name: "source-differs",
      program,
      sentence: `The file of ${program} here gives another source than version ${version} on chain, which goes on running.`,
      remedy: `program update ${program}`,
    }),
  ];
}
