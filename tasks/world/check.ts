/** Replays fixtures through the adapters of their programs. */
import { join, resolve } from "node:path";

import { fixtureFiles, FIXTURES_FOLDER } from "../../simulations/world/fixtures.ts";
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { note, print } from "../common/terminal.ts";
import { readProgram } from "./input.ts";
import { describe } from "./report.ts";
import { replay } from "./replay.ts";

interface Args {
  readonly program: string;
  readonly fixtures: string;
}

export default action<Args>(async ({ program, fixtures }) => {
  const root = fixtures === "" ? FIXTURES_FOLDER : resolve(fixtures);
  const names = program === "" ? recordedIn(root) : [program];
  if (program !== "") await readProgram(program);
  if (names.length === 0 || fixtureFiles(join(root, names[0]!)).length === 0) {
    const remedy = `npx --no hardhat world record ${program || "bitcoin"} --from 2026-11-01 --to 2026-11-07`;
    throw new TaskFailure(`Nothing is recorded in ${join(root, program)}.`, { remedy });
  }
  let failures = 0;
  for (const name of names) {
    try {
      const { core } = await readProgram(name);
      const report = replay(core, join(root, name));
      print(describe(report));
      failures += report.providers.some(({ malformed }) => malformed.length > 0) ? 1 : 0;
    } catch (error) {
      failures++;
      note(`${name}: ${(error as Error).message}`);
    }
  }
  if (failures > 0)
    throw new TaskFailure(`${failures} of ${names.length} programs have a fixture that cannot be used.`);
});

/** Programs with fixtures: the folders that hold some. */
function recordedIn(root: string): string[] {
  const inside = fixtureFiles(root).map((file) => file.slice(root.length + 1).split(/[\\/]/));
  return [...new Set(inside.flatMap(([folder, ...rest]) => (rest.length > 0 ? [folder!] : [])))];
}
