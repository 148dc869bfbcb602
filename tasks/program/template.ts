/** Programs to begin from: real files, checked as all others are, that are given another name and other paths. */
import { readFileSync } from "node:fs";

import { format, resolveConfig } from "prettier";

import type { Fixture } from "../../simulations/world/fixtures.ts";
import { wrongInput } from "../common/failure.ts";
import type { Places, Texts } from "./places.ts";

type World = { fixtures(): readonly Fixture[] };

const worlds: Readonly<Record<string, () => Promise<World>>> = {
  weather: () => import("./templates/weather/world.ts"),
};

/** As it stands in the templates. */
const NAME = "my-program";
const UP = "../../../../";

/** @throws TaskFailure for a template that there is not */
export function requireTemplate(template: string): void {
  if (!Object.hasOwn(worlds, template))
    throw wrongInput(`There is no template "${template}"; there is ${Object.keys(worlds).join(", ")}.`);
}

/** The files of a new program. */
export async function textsOf(template: string, name: string, { program, test }: Places): Promise<Texts> {
  const { fixtures } = await worlds[template]!();
  const read = (part: string): string =>
    readFileSync(new URL(`templates/${template}/${part}.ts`, import.meta.url), "utf8").replaceAll(NAME, name);
  const moved = {
    program: read("program").replaceAll(`${UP}functions-source/`, "../"),
    test: read("test")
      .replaceAll(`${UP}test/functions-source/`, "../")
      .replaceAll("./program.ts", `${UP}functions-source/programs/${name}.ts`)
      .replaceAll(UP, "../../../"),
  };
  const [formattedProgram, formattedTest] = await Promise.all([
    formatted(program.file, moved.program),
    formatted(test.file, moved.test),
  ]);
  return { program: formattedProgram, test: formattedTest, fixtures: fixtures() };
}

/** Names and paths have other lengths than the template's. */
async function formatted(file: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
