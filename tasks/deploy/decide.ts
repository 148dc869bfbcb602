/** The configuration of a deployment: from a file, from options and questions, and from what was decided before. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import { programNames } from "../../functions-source/programs.ts";
import type { Chain } from "../common/chain.ts";
import { wrongInput } from "../common/failure.ts";
import { fold } from "../common/fold.ts";
import { command } from "../common/studio.ts";
import { note, terminal } from "../common/terminal.ts";
import { type Given, checkConfig } from "./check-config.ts";
import { type DeployConfig, complete, configFile, proposedProgram, readConfig } from "./config.ts";
import { type DeployArguments, checkOnlyFile, givenBy, namesOf } from "./options.ts";
import { askForRest } from "./questions.ts";

/** Columns of a terminal. */
const WIDTH = 80;

/**
 * @param goesOn see `Beginning`: on a chain where nothing stands, programs that are named are all that is meant
 * @throws TaskFailure naming what cannot be meant
 */
export async function decide(chain: Chain, args: DeployArguments, goesOn: boolean): Promise<DeployConfig> {
  if (args.settings !== "") {
    checkOnlyFile(args);
    return requirePrograms(chain, await complete((await readConfig(args.settings, false))!));
  }
  const names = namesOf(args);
  const given = givenBy(args, names);
  const before = goesOn || names.length === 0 ? await decidedBefore(chain, goesOn) : {};
  const typed = merged(before, given);
  const asks = terminal().ask !== undefined && !args.yes && isNew(before, typed);
  const config = await complete(asks ? await askForRest(typed) : typed);
  checkConfig(config, "The configuration");
  return requirePrograms(chain, config);
}

/** Who begins anew is told that it is as before. */
async function decidedBefore(chain: Chain, goesOn: boolean): Promise<Given> {
  const file = configFile(chain);
  const before = (await readConfig(file, true)) ?? {};
  const names = Object.keys(before.programs ?? {});
  if (!goesOn && names.length > 0) {
    for (const line of fold(`no --programs given: taking the configuration of before (${names.join(", ")}):`, WIDTH))
      note(line);
    note(`  ${path.relative(process.cwd(), file)}`);
  }
  return before;
}

function merged(before: Given, typed: Given): Given {
  const programs = Object.entries(typed.programs ?? {}).map(([name, one]) => [
    name,
    { ...before.programs?.[name], ...one },
  ]);
  return {
    ...before,
    ...typed,
    programs: { ...before.programs, ...(Object.fromEntries(programs) as Given["programs"]) },
  };
}

/** Whether there is anything that was not decided before. */
function isNew(before: Given, typed: Given): boolean {
  const names = Object.keys(typed.programs ?? {});
  return names.length === 0 || names.some((name) => !Object.hasOwn(before.programs ?? {}, name));
}

function requirePrograms(chain: Chain, config: DeployConfig): DeployConfig {
  if (Object.keys(config.programs).length > 0) return config;
  throw wrongInput(
    `Which programs? Say it with --programs; there are ${programNames().join(", ")}.`,
    command(chain, `deploy --programs ${proposedProgram()}`),
  );
}

/** Whole or not at all. @returns the file, seen from here */
export async function writeConfig(chain: Chain, config: DeployConfig): Promise<string> {
  const file = configFile(chain);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(config, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return path.relative(process.cwd(), file);
}
