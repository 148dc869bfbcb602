/** One deployment of a chain at a time: two at once would pay for the same steps. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Chain } from "../common/chain.ts";
import { TaskFailure } from "../common/failure.ts";
import { type DeploymentRecord, deploymentFolder, readRecord } from "../common/record.ts";

/**
 * Runs what nobody else may run meanwhile.
 *
 * @param seen the record by which it was decided what to run
 * @throws TaskFailure when somebody else is at it, or has been since
 */
export async function alone(chain: Chain, seen: DeploymentRecord | undefined, run: () => Promise<void>): Promise<void> {
  const folder = deploymentFolder(chain.hre, chain.id);
  const file = path.join(folder, "deploying.pid");
  await mkdir(folder, { recursive: true });
  await take(file);
  try {
    if (JSON.stringify(await readRecord(chain)) !== JSON.stringify(seen))
      throw new TaskFailure("The deployment was changed by another command since this one looked; nothing was sent.", {
        remedy: "the same command again",
      });
    await run();
  } finally {
    await rm(file, { force: true });
  }
}

/** A file that a killed process left behind is taken over. */
async function take(file: string): Promise<void> {
  if (await isMade(file)) return;
  const holder = await readFile(file, "utf8").catch(() => "");
  if (holder !== "" && !lives(Number(holder))) {
    await rm(file, { force: true });
    if (await isMade(file)) return;
  }
  throw new TaskFailure(`Another deploy, process ${holder || "unknown"}, is at work on this chain; nothing was sent.`, {
    remedy: `the same command once it has ended   (if there is none: rm ${file})`,
  });
}

async function isMade(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A process of somebody else's lives, too. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
