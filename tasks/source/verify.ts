/** Whether the nodes run what stands in this repository. */
import { action } from "../common/action.ts";
import { TaskFailure, exitCodes } from "../common/failure.ts";
import { type Studio, command, deployedProgram, openStudio } from "../common/studio.ts";
import { table } from "../common/table.ts";
import { note, print, printJson } from "../common/terminal.ts";
import { type Finding, findSources } from "./on-chain.ts";
import { bundleProgram, short } from "./program.ts";

interface Args {
  readonly program: string;
  readonly json: boolean;
}

interface Verdict {
  readonly program: string;
  /** Of a fresh bundle. */
  readonly hash: string;
  readonly findings: readonly Finding[];
  readonly same: boolean;
}

export default action<Args>(async ({ program, json }, hre) => {
  await using studio = await openStudio(hre);
  const names = program === "" ? Object.keys(studio.record.programs) : [program];
  if (names.length === 0)
    throw new TaskFailure("No program is deployed that could be compared.", {
      remedy: command(studio.chain, "program register NAME"),
    });
  const verdicts: Verdict[] = [];
  for (const name of names) verdicts.push(await judge(studio, name));
  if (json) printJson(verdicts);
  else verdicts.forEach((verdict) => print(textOf(verdict)));
  const different = verdicts.find(({ same }) => !same);
  if (different === undefined) return exitCodes.done;
  note(`error: On chain ${studio.chain.id}, ${different.program} is not what this repository bundles.`);
  note(
    `  try: ${command(studio.chain, `program update ${different.program}`)}   (or check out the source that was deployed)`,
  );
  return exitCodes.failed;
});

async function judge(studio: Studio, name: string): Promise<Verdict> {
  deployedProgram(studio, name);
  const { bundle } = await bundleProgram(name);
  const findings = await findSources(studio, name);
  return { program: name, hash: bundle.hash, findings, same: findings.every(({ hash }) => hash === bundle.hash) };
}

function textOf({ program, hash, findings, same }: Verdict): string {
  const rows = findings.map(({ place, hash: found }) => [
    `  ${place}`,
    found === undefined ? "none" : short(found),
    found === hash ? "same" : "DIFFERS",
  ]);
  return [
    `${program}: ${same ? "the nodes run what this repository bundles" : "DIFFERS from what this repository bundles"}`,
    table([{ title: "  where" }, { title: "source" }, { title: "" }], [["  fresh bundle", short(hash), ""], ...rows]),
  ].join("\n");
}
