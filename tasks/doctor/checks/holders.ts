import { type Check, type Finding, warning } from "../finding.ts";
import type { ProgramHealth } from "../reading/reading.ts";
import { eachProgram } from "./programs.ts";

/** That programs hear their holders as their files say. */
export const holders: Check = { about: "holders", needsDeployment: true, find: eachProgram(judge) };

function judge(program: ProgramHealth): readonly Finding[] {
  const { name, here, signals, config } = program;
  // A program that was never configured has no requests that could carry anything: another check says so.
  if (config === undefined) return [];
  const wrong = "listens" in here && here.listens !== (signals !== undefined);
  if (wrong) return [told(program, "signals-differ", here.listens ? DEAF : NEEDLESS)];
  if (signals === undefined || signals.gives) return [];
  const silent = `The contract ${signals.address}, which counts the signals of ${name}, gives no tally: nobody is heard.`;
  return [warning({ name: "signals-silent", program: name, sentence: silent, remedy: `program update ${name}` })];
}

const DEAF = "listens to its holders, but its requests carry nothing of what they say.";
const NEEDLESS = "does not listen to its holders, but its requests carry what they say, which costs gas for nothing.";

function told({ name }: ProgramHealth, finding: string, what: string): Finding {
  return warning({
    name: finding,
    program: name,
    sentence: `The file of ${name} ${what}`,
    remedy: `program update ${name}`,
  });
}
