/** One temp folder a network, all below one parent, each with the pid of its owner, so that the next start sweeps what a crash left. */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The parent of all networks' temp folders. */
export const tempParent = (): string => join(tmpdir(), "imago-networks");

const PID_FILE = "owner.pid";

/** Sweeps dead networks' folders, then makes a new one. The caller removes it with {@link removeTempFolder}. */
export async function createTempFolder(): Promise<string> {
  await mkdir(tempParent(), { recursive: true });
  await sweep();
  const folder = await mkdtemp(join(tempParent(), "network-"));
  await writeFile(join(folder, PID_FILE), String(process.pid));
  return folder;
}

export async function removeTempFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function sweep(): Promise<void> {
  const names = await readdir(tempParent());
  await Promise.all(
    names.map(async (name) => {
      const folder = join(tempParent(), name);
      const pid = Number(await readFile(join(folder, PID_FILE), "utf8").catch(() => "NaN"));
      // A folder without a pid belongs to a start that is going on, or it has just been removed.
      if (Number.isInteger(pid) && !isAlive(pid)) await removeTempFolder(folder);
    }),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
