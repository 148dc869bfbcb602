import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { tempParent } from "../../../simulations/network/temp-folder.ts";
import { type Scenario, playScenario, scenarios, startStage } from "../../../simulations/scenarios/index.ts";

const NODES = 4;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const isClosed = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => false,
    () => true,
  );

/** Temp folders, of networks and worlds alike, that belong to a process. */
async function foldersOf(pid: number): Promise<string[]> {
  const names = await readdir(tempParent()).catch(() => []);
  const owners = await Promise.all(
    names.map((name) => readFile(join(tempParent(), name, "owner.pid"), "utf8").catch(() => "")),
  );
  return names.filter((_, index) => owners[index] === String(pid));
}

/** Breaks off in the middle, with every kind of fault on. */
const aborted: Scenario = {
  ...scenarios[0]!,
  play: async ({ begin }) => {
    const scene = await begin("aborted", { program: "seattle-weather", from: "2012-05-01" });
    await scene.strike(["node-killed", "node-lying-error", "all-feeds-down", "gas-jump", "router-paused"]);
    await scene.live(1);
    throw new Error("the scenario was aborted");
  },
};

describe("after a scenario", () => {
  it("that was aborted the stage is as before, and its end leaves no process, port or temp folder", async () => {
    const pids: number[] = [];
    const ports: string[] = [];
    {
      await using stage = await startStage();
      const abort = (): Promise<unknown> => playScenario(stage, aborted).catch((error: Error) => error.message);
      expect(await abort()).to.equal("the scenario was aborted");
      expect(stage.network.nodes.filter(({ alive }) => alive)).to.have.lengthOf(NODES);
      const scene = await stage.begin("next", { program: "seattle-weather", from: "2012-05-01" });
      const [record] = await scene.live(1);
      expect(record).to.include({ outcome: "evolved", attempts: 1 });
      expect(record!.rounds[0]!.agreed).to.have.lengthOf(NODES);
      // Again, so that the stage ends while a fault is on.
      const last = await stage.begin("last", { program: "seattle-weather", from: "2012-05-01" });
      await last.strike(["node-killed", "openai-hang"]);
      expect(await foldersOf(process.pid)).to.have.lengthOf(2);
      pids.push(...stage.network.nodes.map(({ pid }) => pid!).filter(Boolean));
      ports.push(...stage.network.nodes.map(({ index }) => stage.world.proxyFor(index)));
    }
    expect(pids.filter(isAlive)).to.deep.equal([]);
    expect(await Promise.all(ports.map(isClosed))).to.deep.equal(ports.map(() => true));
    expect(await foldersOf(process.pid)).to.deep.equal([]);
  });

  it("that a signal ended nothing is left either", async () => {
    const script = fileURLToPath(new URL("held-scenario.ts", import.meta.url));
    const holder = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(holder, "exit");
    const [line] = (await once(createInterface({ input: holder.stdout }), "line")) as [string];
    const held = JSON.parse(line) as { pids: number[]; ports: string[]; folder: string };
    expect(held.pids.filter(isAlive)).to.have.lengthOf(NODES - 1);
    holder.kill("SIGTERM");
    expect(await exited).to.deep.equal([143, null]);
    expect(held.pids.filter(isAlive)).to.deep.equal([]);
    expect(await Promise.all(held.ports.map(isClosed))).to.deep.equal(held.ports.map(() => true));
    expect(await foldersOf(holder.pid!)).to.deep.equal([]);
    expect(existsSync(held.folder)).to.equal(false);
  });
});
