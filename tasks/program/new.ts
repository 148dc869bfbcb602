/** A program of one's own, to begin from: three places, and no other file to edit. */
import { fileURLToPath } from "node:url";

import { action } from "../common/action.ts";
import { print } from "../common/terminal.ts";
import { checkName, checkRoom } from "./name.ts";
import { placesOf, writeAll } from "./places.ts";
import { requireTemplate, textsOf } from "./template.ts";

interface Args {
  readonly name: string;
  readonly template: string;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export default action<Args>(async ({ name, template }) => {
  for (const line of await createProgram(ROOT, name, template)) print(line);
});

/**
 * Writes a program, its test and its fixtures into a repository: all of them or nothing.
 *
 * @returns what to tell the user
 * @throws TaskFailure for a name that cannot be or is taken, before anything is written
 */
export async function createProgram(root: string, name: string, template: string): Promise<string[]> {
  checkName(name);
  requireTemplate(template);
  const places = placesOf(root, name);
  checkRoom(places, name);
  const texts = await textsOf(template, name, places);
  writeAll(places, texts);
  const days = texts.fixtures[0]!.entries.length;
  return [
    `functions-source/programs/${name}.ts            the program`,
    `test/functions-source/programs/${name}.test.ts  its test`,
    `simulations/world/fixtures/${name}/             ${days} made-up days of its ${texts.fixtures.length} providers`,
    "Next:",
    `  npx --no hardhat source simulate ${name}`,
  ];
}
