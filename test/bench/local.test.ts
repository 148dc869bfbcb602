import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { tempParent } from "../../simulations/network/temp-folder.ts";
import { foldersOf, isAlive } from "../helpers/leftovers.ts";

const HELD = fileURLToPath(new URL("held-local.ts", import.meta.url));

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
