/** Runs a remedy as a person would who copies it. */
import { ArgumentType } from "hardhat/types/arguments";

import type { Ended, TaskGround } from "../studio.ts";

/** `npx --no hardhat subscription fund --link 20 --network localhost`, as the command line would read it. */
export function follow(ground: TaskGround, remedy: string, answers?: readonly string[]): Promise<Ended> {
  const words = /^npx --no hardhat (.*) --network localhost$/.exec(remedy)?.[1]?.split(" ");
  if (words === undefined) throw new Error(`Not a command of this network: ${remedy}`);
  const task = words.slice(0, 2).join(" ");
  const definition = ground.hre.tasks.getTask(words.slice(0, 2));
  const args: Record<string, unknown> = {};
  const positional = [...definition.positionalArguments.values()].map(({ name }) => name);
  for (const rest = words.slice(2); rest.length > 0;) {
    const word = rest.shift()!;
    if (!word.startsWith("--")) args[positional.shift()!] = word;
    else {
      const option = word.slice(2).replace(/-./g, ([, letter]) => letter!.toUpperCase());
      args[option] = definition.options.get(option)!.type === ArgumentType.FLAG ? true : rest.shift();
    }
  }
  return ground.run(task, args, answers);
}
