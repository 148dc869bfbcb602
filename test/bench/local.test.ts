import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { tempParent } from "../../simulations/network/temp-folder.ts";

const HELD = fileURLToPath(new URL("held-local.ts", import.meta.url));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Temp folders that belong to a process. */
async function foldersOf(pid: number): Promise<string[]> {
  const names = await readdir(tempParent()).catch(() => []);
  const owners = await Promise.all(
    names.map((name) => readFile(join(tempParent(), name, "owner.pid"), "utf8").catch(() => "")),
  );
  return names.filter((_, index) => owners[index] === String(pid));
}

describe("what a measurement opens", () => {
  it("ends with Ctrl-C and leaves no process and no folder", async () => {
    const child = spawn(process.execPath, [HELD], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { folder, files, pids } = JSON.parse(line) as { folder: string; files: string[]; pids: number[] };
    expect(dirname(folder)).to.equal(tempParent());
    expect(files).to.include("world-ca.pem");
    expect(await foldersOf(child.pid!)).to.have.lengthOf(2);
    child.kill("SIGINT");
    expect(await once(child, "exit")).to.deep.equal([130, null]);
    expect(await foldersOf(child.pid!)).to.deep.equal([]);
    expect(pids.filter(isAlive)).to.deep.equal([]);
  });
});
