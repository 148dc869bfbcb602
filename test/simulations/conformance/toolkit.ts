/** Runs scripts through the toolkit, a few at a time. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { createTempFolder, removeTempFolder } from "../../../simulations/network/temp-folder.ts";
import type { Outcome, Script } from "./script.ts";

const PROGRAM = fileURLToPath(new URL("toolkit-process.ts", import.meta.url));

/** @returns the outcomes by script name */
export async function runInToolkit(scripts: readonly Script[], processes: number): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const left = [...scripts];
  const work = async (child: ChildProcess): Promise<void> => {
    for (let script = left.shift(); script !== undefined; script = left.shift()) {
      child.send(script);
      const [outcome] = (await once(child, "message")) as [Outcome];
      outcomes.set(script.name, outcome);
    }
  };
  await Promise.all(Array.from({ length: processes }, () => inProcess(work)));
  return outcomes;
}

/** The toolkit names its files by the millisecond: two processes in one folder would share one now and then. */
async function inProcess(work: (child: ChildProcess) => Promise<void>): Promise<void> {
  const folder = await createTempFolder();
  const env = { ...process.env, TMPDIR: folder, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
  const child = fork(PROGRAM, { env, execArgv: [] });
  const ended = once(child, "exit");
  try {
    await work(child);
  } finally {
    child.disconnect();
    await ended;
    await removeTempFolder(folder);
  }
}
