/** Which names a new program may have. */
import { existsSync } from "node:fs";

import { TaskFailure, wrongInput } from "../common/failure.ts";
import type { Places } from "./places.ts";

/** Results of a deployment that stand beside its programs; see ignition/modules/Studio.ts. */
const TAKEN = ["manager", "ledger", "consumer", "renderer"];
const EXAMPLE = "npx --no hardhat program new my-weather";

/** @throws TaskFailure for a name that no program can have */
export function checkName(name: string): void {
  if (name === "") throw wrongInput("What is the program to be called?", EXAMPLE);
  if (!/^[a-z0-9-]{1,24}$/.test(name))
    throw wrongInput(`"${name}" is no name of a program: 1 to 24 of a to z, 0 to 9 and hyphen.`, EXAMPLE);
  if (TAKEN.includes(name))
    throw wrongInput(`"${name}" is the name of a part of every deployment; choose another.`, EXAMPLE);
}

/** @throws TaskFailure when something of that name is there already */
export function checkRoom({ program, test, fixtures }: Places, name: string): void {
  const there = [program, test, fixtures].find((path) => existsSync(path.file));
  if (there === undefined) return;
  const what =
    there.shown === program.shown ? `There is a program "${name}" already` : `${there.shown} is there already`;
  throw new TaskFailure(`${what}; nothing was written.`, { remedy: `choose another name, or edit ${there.shown}` });
}
