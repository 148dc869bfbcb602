/** The configuration of a deployment: from a file, from options and questions, and from what was decided before. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Chain } from "../common/chain.ts";
import { wrongInput } from "../common/failure.ts";
import { command } from "../common/studio.ts";
import { terminal } from "../common/terminal.ts";
import { type Given, checkConfig } from "./check-config.ts";
import { type DeployConfig, complete, configFile, readConfig } from "./config.ts";
import { type DeployArguments, checkOnlyFile, givenBy, namesOf } from "./options.ts";
import { askForRest } from "./questions.ts";

/** @throws TaskFailure naming what cannot be meant */
export async function decide(chain: Chain, args: DeployArguments): Promise<DeployConfig> {
  if (args.settings !== "") {
    checkOnlyFile(args);
    return requirePrograms(chain, await complete((await readConfig(args.settings, false))!));
  }
  const before = (await readConfig(configFile(chain), true)) ?? {};
  const typed = merged(before, givenBy(args, namesOf(args)));
  const asks = terminal().ask !== undefined && !args.yes && isNew(before, typed);
  const config = await complete(asks ? await askForRest(typed) : typed);
  checkConfig(config, "The configuration");
  return requirePrograms(chain, config);
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
  return names.length === 0 || names.some((name) => before.programs?.[name] === undefined);
}

function requirePrograms(chain: Chain, config: DeployConfig): DeployConfig {
  if (Object.keys(config.programs).length > 0) return config;
  throw wrongInput("Which programs? Say it with --programs.", command(chain, "deploy --programs sp500"));
}

/** Whole or not at all. @returns the file, seen from here */
export async function writeConfig(chain: Chain, config: DeployConfig): Promise<string> {
  const file = configFile(chain);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(config, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return path.relative(process.cwd(), file);
}
